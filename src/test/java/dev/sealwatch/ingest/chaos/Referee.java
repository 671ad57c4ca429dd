package dev.sealwatch.ingest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.ingest.chaos.Journal.Fate;
import dev.sealwatch.processes.Api;
import dev.sealwatch.processes.DatabaseProcess;
import dev.sealwatch.processes.Wait;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Compares what is stored with what the producers were told, once all of them are quiet. */
record Referee(DatabaseProcess database, Journal journal, List<Api> replicas) {

    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final int SHOWN_CHARACTERS = 1_000;
    private static final int MOST_LOST_OF_BUFFERED = 100;
    private static final List<String> OUTCOMES = List.of("stored", "duplicate", "rejected", "shed", "dead_lettered");

    /** How many of the producers' entries are stored. */
    int judge() throws SQLException {
        List<Api> alive =
                replicas.stream().filter(api -> api.service().isAlive()).toList();
        alive.forEach(Referee::awaitQuiet);
        Stored stored = Stored.read(database);
        SoftAssertions.assertSoftly(softly -> {
            compare(stored.entries(), softly);
            softly.assertThat(stored.strange())
                    .as("stored, but never sent like that, or twice")
                    .isEmpty();
            softly.assertThat(stored.gaps())
                    .as("writers whose numbers have a gap")
                    .isEmpty();
            softly.assertThat(stored.deadLetters()).as("dead letters").isZero();
            softly.assertThat(journal.newFaults())
                    .as("answers against the contract")
                    .isEmpty();
            alive.forEach(api -> softly.assertThat(balance(api))
                    .as("metrics: received - all outcomes")
                    .isZero());
        });
        verify(alive.get(0), stored);
        return stored.entries().size();
    }

    private void compare(Set<SentEntry> stored, SoftAssertions softly) {
        softly.assertThat(journal.all(Fate.STORED).filter(entry -> !stored.contains(entry)))
                .as("acknowledged as stored, but not there")
                .isEmpty();
        softly.assertThat(journal.all(Fate.REJECTED).filter(stored::contains))
                .as("rejected, but stored")
                .isEmpty();
        softly.assertThat(lostOfBuffered(stored).values())
                .as("acknowledged as buffered and lost, by life of the process")
                .allMatch(lost -> lost <= MOST_LOST_OF_BUFFERED);
    }

    private Map<Long, Long> lostOfBuffered(Set<SentEntry> stored) {
        return journal.all(Fate.BUFFERED)
                .filter(entry -> !stored.contains(entry))
                .collect(Collectors.groupingBy(journal::bufferedBy, Collectors.counting()));
    }

    /** How many entries were lost that one life of a service had acknowledged as buffered. */
    long lostOfBuffered(long life) throws SQLException {
        return lostOfBuffered(Stored.read(database).entries()).getOrDefault(life, 0L);
    }

    private static void awaitQuiet(Api api) {
        Wait.until("nothing is in flight", QUIET, () -> inFlight(api.metrics()) == 0);
    }

    private static double balance(Api api) {
        Map<String, Double> metrics = api.metrics();
        double left = OUTCOMES.stream()
                .mapToDouble(outcome -> metrics.getOrDefault("siem_ingest_" + outcome + "_entries_total", 0.0))
                .sum();
        return metrics.getOrDefault("siem_ingest_received_entries_total", 0.0) - left - inFlight(metrics);
    }

    private static double inFlight(Map<String, Double> metrics) {
        return metrics.getOrDefault("siem_ingest_in_flight_entries", -1.0);
    }

    private static void verify(Api api, Stored stored) {
        JsonNode verdict = api.verify();
        String told = verdict.toString();
        String start = told.substring(0, Math.min(told.length(), SHOWN_CHARACTERS));
        assertThat(verdict.path("total").asLong(-1))
                .isGreaterThanOrEqualTo(stored.entries().size());
        assertThat(List.of("tampered", "missing", "inserted", "unknown_key"))
                .allSatisfy(kind ->
                        assertThat(verdict.path(kind).asLong(-1)).as(start).isZero());
    }
}
