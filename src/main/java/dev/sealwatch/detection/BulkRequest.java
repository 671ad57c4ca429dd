package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.detection.Anomalies.Resolution;
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
 * What shall be done with many anomalies at once: with those of a filter, or with these.
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

    /** What can be done with anomalies. */
    enum Action {
        RESOLVE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws Refusal 400 */
    Selection selection(Set<String> types) {
        if ((filter == null) == (ids == null)) {
            throw Refusal.invalid("filter", "Expected a filter or ids, one of the two.");
        }
        return ids == null
                ? new Selection(filter(types).orOpen(), null)
                : new Selection(AnomalyFilter.NONE, Set.copyOf(ids));
    }

    Resolution resolution() {
        return new Resolution(notes, classification);
    }

    private AnomalyFilter filter(Set<String> types) {
        Parameters parameters = new Parameters(asked(), AnomalyFilter.PARAMETERS);
        AnomalyFilter asked = AnomalyFilter.of(parameters, types);
        parameters.refuseFaults();
        return asked;
    }

    /** The filter as parameters. */
    Map<String, List<String>> asked() {
        return Parameters.values(filter);
    }
}
