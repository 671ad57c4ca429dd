package dev.sealwatch.ingest.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came back for one shipment.
 *
 * @param status 0 where the connection broke, -1 where no answer came in time
 * @param retryAfter seconds, or empty
 * @param life of the process that was asked
 * @param databaseWasDead from before the request was sent until after it was answered
 */
record Reply(int status, String retryAfter, JsonNode body, long life, boolean databaseWasDead) {

    static final int BROKEN = 0;
    static final int SILENT = -1;

    private static final Set<Integer> COME_BACK_LATER = Set.of(429, 503);
    private static final Duration AFTER_A_BREAK = Duration.ofMillis(300);

    /** Nothing is gained by sending the same again. */
    boolean isFinal() {
        return status != BROKEN && status != SILENT && !COME_BACK_LATER.contains(status);
    }

    boolean isSuccess() {
        return status == 200 || status == 202;
    }

    /** It says of each entry what became of it. */
    boolean hasResults() {
        return isSuccess() || status == 422 && body.path("results").isArray();
    }

    /** The outcomes of the entries that were not plainly stored, by their place. */
    Map<Integer, String> outcomes() {
        Map<Integer, String> outcomes = new HashMap<>();
        body.path("results")
                .forEach(result -> outcomes.put(
                        result.path("index").asInt(), result.path("status").asText()));
        return outcomes;
    }

    /** Lines of a broken off stream that need not be sent again. */
    int storedLines() {
        return status == 503 ? body.path("stored_lines").asInt(0) : 0;
    }

    Duration pause() {
        return retryAfter.isEmpty() ? AFTER_A_BREAK : Duration.ofSeconds(Math.min(5, Long.parseLong(retryAfter)));
    }

    /** What of it the API does not promise. */
    Optional<String> fault() {
        if (isSuccess() && databaseWasDead) {
            return Optional.of("2xx while the database was dead");
        }
        if (COME_BACK_LATER.contains(status) && !retryAfter.matches("[1-9][0-9]?")) {
            return Optional.of("no Retry-After but '" + retryAfter + "'");
        }
        boolean documented = status == BROKEN || COME_BACK_LATER.contains(status) || hasResults();
        return documented ? Optional.empty() : Optional.of(status == SILENT ? "no answer in time" : "not documented");
    }
}
