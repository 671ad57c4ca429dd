package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertDetails.Details;
import dev.sealwatch.alerting.AlertTexts.Described;
import dev.sealwatch.alerting.RuleResource.Named;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything about one alert, on top of the list. */
@ApplicationScoped
class AlertDialog {

    /**
     * What the dialog shows.
     *
     * @param asked the id that the address names
     * @param described null where there is no such alert, as is what follows
     * @param channels names by id
     */
    record Opened(String asked, Described described, Named rule, Details details, Map<String, String> channels) {

        /** As it is called now; a channel that is gone has its id left. */
        public String channel(String id) {
            return channels.getOrDefault(id, id);
        }

        public long cooldown() {
            return rule.rule().cooldownSeconds();
        }

        public Alert alert() {
            return described.alert();
        }

        /** Line by line; none where nothing was noted. */
        public List<String> notes() {
            String notes = alert().resolutionNotes();
            return notes == null ? List.of() : notes.lines().toList();
        }
    }

    private static final String ID = "[1-9][0-9]{0,17}";

    private final AlertDetails details;
    private final AlertTexts texts;
    private final Outbox outbox;

    AlertDialog(AlertDetails details, AlertTexts texts, Outbox outbox) {
        this.details = details;
        this.texts = texts;
        this.outbox = outbox;
    }

    /** Empty where the address names none. */
    Uni<Optional<Opened>> opened(Frame frame, List<Named> rules) {
        String asked = frame.query().one("detail");
        return asked.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : opened(frame, rules, asked).map(Optional::of);
    }

    private Uni<Opened> opened(Frame frame, List<Named> rules, String asked) {
        Opened none = new Opened(asked, null, null, null, Map.of());
        if (!asked.matches(ID)) {
            return Uni.createFrom().item(none);
        }
        return Uni.combine()
                .all()
                .unis(details.of(Long.parseLong(asked)), outbox.names())
                .with((found, names) -> opened(frame, rules, found, names))
                .onFailure(Refusal.class)
                .recoverWithItem(none);
    }

    private Opened opened(Frame frame, List<Named> rules, Details found, Map<String, String> names) {
        Alert alert = found.alert();
        Named rule = rules.stream()
                .filter(named -> named.rule().id().equals(alert.ruleId()))
                .findFirst()
                .orElse(null);
        return new Opened(
                Long.toString(alert.id()), texts.describe(alert, frame.viewer().locale()), rule, found, names);
    }
}
