package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One attack is one row, from its first event to its last, and to the analyst who resolves it. */
@QuarkusTest
class EpisodeTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String KEY = "ip:203.0.113.7";

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @BeforeEach
    void empty() {
        detection.reset();
    }

    @Test
    void countsAnewWhatGoesOnAfterItWasResolved() {
        arrive(minute(20), failures("203.0.113.7", 0, 20));
        long first = only(detection.rows()).getLong("id");
        detection.resolve("brute_force_attack", KEY, minute(0), minute(20));

        arrive(minute(30), failures("203.0.113.7", 21, 30));
        assertThat(detection.found()).hasSize(1);

        arrive(minute(60), failures("203.0.113.7", 30, 60));

        assertThat(detection.rows())
                .extracting(count(), text("status"), row -> row.getLong("previous_id"))
                .containsExactly(tuple(20L, "resolved", null), tuple(39L, "open", first));
    }

    @Test
    void updatesWhatWasResolvedByWhatComesLateToIt() {
        arrive(minute(20), failures("203.0.113.7", 0, 20));
        detection.resolve("brute_force_attack", KEY, minute(0), minute(21));

        arrive(minute(50), failures("203.0.113.7", 20, 22));

        assertThat(detection.rows())
                .extracting(count(), text("status"), text("resolved_by"))
                .containsExactly(tuple(22L, "resolved", "somebody"));
    }

    @Test
    void isOneRowForEachOfTwoAttackers() {
        arrive(minute(20), failures("203.0.113.7", 0, 15));
        arrive(minute(21), failures("203.0.113.8", 0, 20));

        assertThat(detection.rows())
                .extracting(text("key"), count())
                .containsExactly(tuple(KEY, 15L), tuple("ip:203.0.113.8", 20L));
    }

    @Test
    void keepsTheOlderRowWhereLateEventsJoinTwo() {
        arrive(minute(75), failures("203.0.113.7", 60, 75));
        long older = only(detection.rows()).getLong("id");
        arrive(minute(76), failures("203.0.113.7", 0, 15));
        long younger = detection.rows().get(0).getLong("id");
        assertThat(detection.rows()).hasSize(2);

        arrive(minute(77), failures("203.0.113.7", 15, 60));

        assertThat(detection.rows())
                .extracting(row -> row.getLong("id"), count(), row -> row.getValue("ended_at"))
                .containsExactly(tuple(older, 75L, null));
        assertThat(detection.mergedInto(younger)).isEqualTo(older);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            5, false
            6, true
            """)
    void wasDetectedLateWhenTheCrossingEntryCameLate(int minutes, boolean late) {
        List<AnEntry> failures = IntStream.range(0, 10)
                .mapToObj(i -> AnEntry.at(NOON).category("login_failed").address("203.0.113.7"))
                .toList();
        arrive(minute(minutes), failures);

        assertThat(only(detection.rows()).getBoolean("detected_late")).isEqualTo(late);
    }

    @Test
    void endsAGapAfterItsLastEventAndStaysOpen() {
        arrive(minute(9), failures("203.0.113.7", 0, 10));

        detection.cycleAt(minute(19).minusNanos(1000));
        assertThat(only(detection.rows()).getValue("ended_at")).isNull();

        detection.cycleAt(minute(19));
        assertThat(only(detection.rows()).getOffsetDateTime("ended_at").toInstant())
                .isEqualTo(minute(19));
        assertThat(only(detection.rows()).getString("status")).isEqualTo("open");
    }

    @Test
    void resolvesItselfWhenItIsLowAndOverAndIsReopenedWhenItWasWorse() {
        arrive(minute(1), visits(0, 100, "info"));
        detection.cycleAt(minute(90));
        assertThat(detection.rows())
                .extracting(text("severity"), text("status"), text("resolved_by"))
                .containsExactly(tuple("low", "resolved", "system"));

        arrive(minute(91), visits(100, 190, "error"));

        assertThat(detection.rows())
                .extracting(text("severity"), text("status"), text("resolved_by"), count())
                .containsExactly(tuple("medium", "open", null, 190L));
    }

    /** Ten a minute apart cross ten in ten; with another rule the row tells by whichever window went further. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            10, 60, 15, 10, 60
            10,  1, 10, 10, 10
             4, 10, 10,  4, 10
             5, 60, 15,  5, 60
            """)
    void tellsByTheRuleOfItsWorstWindow(int threshold, int minutes, int observed, int ofThreshold, int ofMinutes) {
        arrive(minute(10), failures("203.0.113.7", 0, 10));
        detection.threshold("brute_force_attack", threshold, Duration.ofMinutes(minutes));
        arrive(minute(16), failures("203.0.113.7", 10, 15));

        assertThat(detection.rows())
                .extracting(
                        count(),
                        row -> row.getInteger("observed"),
                        row -> row.getInteger("threshold"),
                        row -> row.getLong("window_seconds"))
                .containsExactly(tuple(15L, observed, ofThreshold, ofMinutes * 60L));

        Instant end = minute(14 + Math.max(ofMinutes, 10));
        detection.cycleAt(end.minusNanos(1000));
        assertThat(only(detection.rows()).getValue("ended_at")).isNull();

        detection.cycleAt(end);
        assertThat(only(detection.rows()).getOffsetDateTime("ended_at").toInstant())
                .isEqualTo(end);
    }

    /** The window is a minute: ten at once, a login four minutes later, and a failure that joins them. */
    @Test
    void wasFollowedByALoginWithinAGapThatAFailureBridges() {
        detection.threshold("brute_force_attack", 10, Duration.ofMinutes(1));
        arrive(
                minute(0),
                IntStream.range(0, 10).mapToObj(i -> failure(minute(0))).toList());
        arrive(minute(4), List.of(failure(minute(4)).category("login_success")));
        assertThat(only(detection.rows()).getBoolean("followed")).isFalse();

        arrive(minute(8), List.of(failure(minute(8))));

        assertThat(only(detection.rows()).getBoolean("followed")).isTrue();
    }

    @Test
    void namesTheOneBeforeItWhicheverCameFirst() {
        arrive(minute(200), failures("203.0.113.7", 120, 140));
        arrive(minute(201), failures("203.0.113.7", 0, 20));
        arrive(minute(202), failures("203.0.113.7", 60, 80));

        assertThat(detection.rows())
                .extracting(row -> row.getOffsetDateTime("previous_seen") == null
                        ? null
                        : row.getOffsetDateTime("previous_seen").toInstant())
                .containsExactly(null, minute(0), minute(60));
    }

    private static AnEntry failure(Instant at) {
        return AnEntry.at(at).category("login_failed").address("203.0.113.7");
    }

    private static List<AnEntry> visits(int from, int until, String level) {
        return IntStream.range(from, until)
                .mapToObj(i -> AnEntry.at(NOON.plusMillis(i))
                        .category("page_view")
                        .level(Level.of(level))
                        .address("203.0.113.7"))
                .toList();
    }

    private void arrive(Instant now, List<AnEntry> entries) {
        rows.storeAt(now, entries);
        detection.cycleAt(now);
    }

    private static Row only(List<Row> rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static List<AnEntry> failures(String address, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> AnEntry.at(minute(i)).category("login_failed").address(address))
                .toList();
    }

    private static Function<Row, Object> text(String column) {
        return row -> row.getString(column);
    }

    private static Function<Row, Object> count() {
        return row -> row.getLong("event_count");
    }
}
