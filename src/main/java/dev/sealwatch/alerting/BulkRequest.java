package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.Alerts.Resolution;
import dev.sealwatch.alerting.Alerts.Step;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What shall be done with many alerts at once: with those of a filter, or with these.
 *
 * @param filter by the names of the list's parameters, one value or several of each; null where ids are given
 */
record BulkRequest(
        @NotNull Action action,
        Map<String, JsonNode> filter,

        @Size(min = 1, max = MOST, message = "Expected 1 to " + MOST + " ids.") List<@NotNull Long> ids,

        @Size(max = 4_000, message = "Expected at most 4000 characters.") String notes,

        Classification classification) {

    /** What is changed by one request: some MiB, and well under five seconds. */
    static final int MOST = 10_000;

    /** What can be done with alerts. */
    enum Action {
        ACKNOWLEDGE(List.of(Status.ACTIVE)),
        RESOLVE(List.of(Status.ACTIVE, Status.ACKNOWLEDGED));

        private final List<Status> from;

        Action(List<Status> from) {
            this.from = from;
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws Refusal 400 */
    Step step() {
        if (action == Action.ACKNOWLEDGE && (notes != null || classification != null)) {
            throw Refusal.invalid("notes", "Notes and a classification are for the end, with the action resolve.");
        }
        return action == Action.ACKNOWLEDGE
                ? Step.ACKNOWLEDGE
                : Step.resolve(new Resolution(notes, classification, null));
    }

    /** @param rules ids of all. @throws Refusal 400 */
    Selection selection(Set<String> rules) {
        if ((filter == null) == (ids == null)) {
            throw Refusal.invalid("filter", "Expected a filter or ids, one of the two.");
        }
        return ids == null ? new Selection(filter(rules).or(action.from), null) : Selection.of(Set.copyOf(ids));
    }

    private AlertFilter filter(Set<String> rules) {
        Parameters parameters = new Parameters(asked(), AlertFilter.PARAMETERS);
        AlertFilter asked = AlertFilter.of(parameters, rules);
        parameters.refuseFaults();
        return asked;
    }

    /** The filter as parameters, or null. */
    Map<String, List<String>> asked() {
        return filter == null ? null : Parameters.values(filter);
    }
}
