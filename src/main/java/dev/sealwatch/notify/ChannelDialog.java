package dev.sealwatch.notify;

import dev.sealwatch.notify.LedgerStore.Entry;
import dev.sealwatch.pages.Query;
import java.util.List;
import java.util.Map;

/**
 * What is open on the page of channels; never a secret, nor a URL that is one.
 *
 * @param type of the channel that is added or changed, or an empty word
 * @param id of a known channel, or an empty word
 * @param url as it was just typed, where it is shown again for something else that is wrong
 * @param log whether its deliveries are looked at
 * @param faults what is wrong, by field
 * @param attempts the latest deliveries, first of all the last
 */
record ChannelDialog(
        String type,
        String id,
        boolean log,
        String name,
        boolean enabled,
        String preset,
        String shownUrl,
        String url,
        String recipients,
        String language,
        Map<String, String> faults,
        List<Entry> attempts) {

    /** What the address asks for. @param known the channel that it names, or null */
    static ChannelDialog of(Query query, Channel known, List<Entry> attempts) {
        boolean log = !query.one("log").isEmpty();
        return known == null
                ? new ChannelDialog(
                        query.one("add"), "", false, "", true, "generic", "", "", "", "en", Map.of(), attempts)
                : of(known, log, attempts);
    }

    private static ChannelDialog of(Channel known, boolean log, List<Entry> attempts) {
        return new ChannelDialog(
                known.type().word(),
                known.id().toString(),
                log,
                known.name(),
                known.enabled(),
                known.preset() == null ? "" : known.preset().word(),
                known.url() == null ? "" : known.url(),
                "",
                known.recipients() == null ? "" : String.join("\n", known.recipients()),
                known.language().word(),
                Map.of(),
                attempts);
    }

    /** @param known the channel that is changed, or null */
    static ChannelDialog of(ChannelForm form, Channel known, Map<String, String> faults) {
        return new ChannelDialog(
                form.type,
                form.id == null ? "" : form.id,
                false,
                form.name,
                form.enabled != null,
                form.preset,
                known == null || known.url() == null ? "" : known.url(),
                form.url,
                form.recipients,
                form.language,
                faults,
                List.of());
    }

    public String fault(String field) {
        return faults.get(field);
    }
}
