package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Evidence.Trace;
import dev.sealwatch.detection.Reference.Anomaly;
import dev.sealwatch.detection.Reference.Quoted;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent, in whatever order and batches, and whenever cycles run: what stands in the table is what the plain
 * reading of the contract says. {@code -Ddetection.rounds} asks for more than the usual number of streams,
 * {@code -Ddetection.seed} for one of them again.
 */
@QuarkusTest
class RandomStreamsTest {

    private static final Instant MORNING = Instant.parse("2026-03-10T01:15:00Z");
    private static final int SUSPICIOUS = 20;

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    TraceStore traces;

    @Inject
    Questions questions;

    static LongStream seeds() {
        Long one = Long.getLong("detection.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("detection.rounds", 25));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areJudgedAsByThePlainReading(long seed) {
        Streams streams = new Streams(seed);
        send(streams, streams.batches(streams.reordered(streams.stream(MORNING)), 12), 0);
    }

    /** Resolved in the middle, too, with what comes late for resolved rows and for those behind them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void areJudgedAsByThePlainReadingWhenAnalystsResolve(long seed) {
        Streams streams = new Streams(-1 - seed);
        send(streams, streams.batches(streams.delayed(streams.stream(MORNING)), 20), 3);
    }

    private void send(Streams streams, List<List<Happening>> batches, int resolves) {
        detection.reset();
        Reference reference = new Reference(laws(streams));
        Instant clock = MORNING.plus(
                Duration.ofHours(resolves > 0 ? 0 : streams.random().nextInt(40)));
        for (List<Happening> batch : batches) {
            clock = streams.later(clock, batch);
            reference.receive(clock, batch);
            rows.storeAt(clock, batch.stream().map(Happening::entry).toList());
            if (streams.random().nextBoolean()) {
                List<Anomaly> found = agreed(reference, clock);
                resolveSome(reference, found, clock, streams.random().nextInt(1 + resolves));
            }
        }
        agreed(reference, clock.plus(Duration.ofMinutes(streams.random().nextInt(120))));
        agreed(reference, clock.plus(Duration.ofDays(2)));
        questions.areAnsweredExactly();
    }

    /** Of half of the types the window is another, often much shorter than a gap. */
    private List<Law> laws(Streams streams) {
        return Law.all(ZoneOffset.UTC, SUSPICIOUS).stream()
                .map(law -> streams.random().nextBoolean() ? law : law.within(streams.window()))
                .peek(law -> detection.threshold(law.type(), law.threshold(), law.window()))
                .toList();
    }

    private List<Anomaly> agreed(Reference reference, Instant now) {
        detection.cycleAt(now);
        List<Anomaly> expected = reference.judge(now);

        assertThat(detection.rows().stream().map(this::anomaly)).containsExactlyInAnyOrderElementsOf(expected);
        return expected;
    }

    /** Of those that an analyst sees: open ones, also where a sender's clock put them into the future. */
    private void resolveSome(Reference reference, List<Anomaly> found, Instant clock, int most) {
        found.stream()
                .filter(anomaly -> anomaly.resolved() == null)
                .filter(anomaly -> !anomaly.severity().equals("low") || !anomaly.ended())
                .skip(found.size() / 3)
                .limit(most)
                .forEach(anomaly -> {
                    detection.resolve(anomaly.type(), anomaly.key(), anomaly.first(), clock);
                    reference.resolve(anomaly, clock);
                });
    }

    private Anomaly anomaly(Row row) {
        return new Anomaly(
                row.getString("type"),
                row.getString("key"),
                row.getString("severity"),
                row.getDouble("confidence"),
                row.getInteger("observed"),
                row.getLong("event_count"),
                instant(row, "first_seen"),
                instant(row, "crossed_at"),
                instant(row, "last_seen"),
                row.getOffsetDateTime("previous_seen") == null ? null : instant(row, "previous_seen"),
                row.getBoolean("followed"),
                row.getBoolean("detected_late"),
                row.getOffsetDateTime("ended_at") != null,
                "somebody".equals(row.getString("resolved_by")) ? instant(row, "resolved_at") : null,
                quoted(traces.read(row.getJsonObject("evidence").toString())));
    }

    private static Quoted quoted(Evidence evidence) {
        return new Quoted(
                ids(evidence.first()),
                ids(evidence.crossing()),
                ids(evidence.last()),
                evidence.byUser().counts(),
                evidence.byIp().counts());
    }

    private static List<String> ids(List<Trace> traces) {
        return traces.stream().map(Trace::logId).toList();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
