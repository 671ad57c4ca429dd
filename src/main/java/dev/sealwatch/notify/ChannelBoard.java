package dev.sealwatch.notify;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of channels, with one of its dialogs open or none. */
@ApplicationScoped
class ChannelBoard {

    static final String PAGE = "security/channels";

    private static final int LATEST = 20;
    private static final String UUID_FORM = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    /** A channel as everybody who looks may see it. @param to without what lets one post there */
    record Row(Channel channel, String to) {}

    @CheckedTemplate(basePath = "notify")
    static class Templates {
        static native TemplateInstance channels(Frame frame, List<Row> rows, ChannelDialog dialog);
    }

    private final ChannelStore store;
    private final LedgerStore ledger;
    private final ChannelMessages english;
    private final ChannelMessages romanian;

    ChannelBoard(
            ChannelStore store,
            LedgerStore ledger,
            ChannelMessages english,
            @Localized("ro") ChannelMessages romanian) {
        this.store = store;
        this.ledger = ledger;
        this.english = english;
        this.romanian = romanian;
    }

    ChannelMessages words(Frame frame) {
        return frame.viewer().language().equals("ro") ? romanian : english;
    }

    /** What the address asks for. */
    Uni<TemplateInstance> page(Frame frame) {
        String named = frame.query().one("channel") + frame.query().one("log");
        return store.all().flatMap(all -> {
            Optional<Channel> known = named(all, named);
            boolean log = frame.isManages() && !frame.query().one("log").isEmpty();
            return (known.isPresent() && log
                            ? ledger.attempts(known.get().id(), LATEST, 0)
                            : Uni.createFrom().item(List.<LedgerStore.Entry>of()))
                    .map(attempts -> shown(frame, all, ChannelDialog.of(frame.query(), known.orElse(null), attempts)));
        });
    }

    /** The form again, with what is wrong about it. */
    Uni<RestResponse<String>> again(Frame frame, ChannelForm form, Map<String, String> faults, int status) {
        return store.all()
                .flatMap(all -> Frames.answer(
                        status,
                        shown(
                                frame.at(PAGE),
                                all,
                                ChannelDialog.of(form, named(all, form.id).orElse(null), faults))));
    }

    private static Optional<Channel> named(List<Channel> all, String id) {
        return all.stream().filter(one -> one.id().toString().equals(id)).findFirst();
    }

    /** Null where it is none. */
    static UUID id(String entered) {
        return entered != null && entered.matches(UUID_FORM) ? UUID.fromString(entered) : null;
    }

    private static TemplateInstance shown(Frame frame, List<Channel> all, ChannelDialog dialog) {
        List<Row> rows =
                all.stream().map(one -> new Row(one, Channels.where(one))).toList();
        return frame.in(Templates.channels(frame, rows, dialog));
    }
}
