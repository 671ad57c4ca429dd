package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Evidence.Trace;
import dev.sealwatch.detection.Law.Night;
import dev.sealwatch.detection.Reference.Anomaly;
import dev.sealwatch.detection.Reference.Quoted;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent, in whatever order and batches, and whenever cycles run: what stands in the table is what the plain
 * reading of the contract says. {@code -Ddetection.rounds} asks for more than the usual number of streams,
 * {@code -Ddetection.seed} for one of them again.
 */
@QuarkusTest
class RandomStreamsTest {

    /** One on which nothing happens to clocks, and one after which those of Bucharest go forward. */
    private static final List<Instant> MORNINGS =
            List.of(Instant.parse("2026-03-10T01:15:00Z"), Instant.parse("2026-03-28T22:15:00Z"));

    private static final int SUSPICIOUS = 20;
    private static final Duration NIGHTLY = Duration.ofHours(12);

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    TraceStore traces;

    @Inject
    Questions questions;

    @Inject
    Interludes interludes;

    static LongStream seeds() {
        Long one = Long.getLong("detection.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("detection.rounds", 25));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areJudgedAsByThePlainReading(long seed) {
        Streams streams = new Streams(seed);
        Instant morning = streams.any(MORNINGS);
        send(streams, morning, streams.batches(streams.reordered(streams.stream(morning)), 12), 0);
    }

    /** Resolved in the middle, too, with what comes late for resolved rows and for those behind them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void areJudgedAsByThePlainReadingWhenAnalystsResolve(long seed) {
        Streams streams = new Streams(-1 - seed);
        Instant morning = streams.any(MORNINGS);
        send(streams, morning, streams.batches(streams.delayed(streams.stream(morning)), 20), 3);
    }

    @AfterEach
    void asConfigured() {
        detection.night(null);
    }

    private void send(Streams streams, Instant morning, List<List<Happening>> batches, int resolves) {
        detection.reset();
        Night night = streams.night();
        detection.night(new NightHours(night.zone(), night.from(), night.until()));
        List<Law> laws = laws(streams, night);
        Reference reference = new Reference(laws);
        Instant clock = morning.plus(
                Duration.ofHours(resolves > 0 ? 0 : streams.random().nextInt(40)));
        for (List<Happening> batch : batches) {
            clock = streams.later(clock, batch);
            reference.receive(clock, batch);
            rows.storeAt(clock, batch.stream().map(Happening::entry).toList());
            if (streams.random().nextBoolean()) {
                List<Anomaly> found = agreed(reference, clock);
                resolveSome(reference, found, clock, streams.random().nextInt(1 + resolves));
                if (streams.random().nextInt(4) == 0) {
                    interludes.play(laws, streams, clock);
                }
            }
        }
        agreed(reference, clock.plus(Duration.ofMinutes(streams.random().nextInt(120))));
        agreed(reference, clock.plus(Duration.ofDays(2)));
        questions.areAnsweredExactly();
    }

    /** Of half of the types the window is another, often much shorter than a gap, and of some the threshold is low. */
    private List<Law> laws(Streams streams, Night night) {
        return Law.all(night, SUSPICIOUS).stream()
                .map(law -> streams.random().nextBoolean() ? law : within(law, streams.window()))
                .map(law -> streams.random().nextInt(3) > 0 ? law : law.from(streams.threshold()))
                .peek(law -> detection.threshold(law.type(), law.threshold(), law.window()))
                .toList();
    }

    /** No filter of entries knows the hours: a question could not tell nights from the days between them. */
    private static Law within(Law law, Duration window) {
        return law.type().equals("anomalous_access") && window.compareTo(NIGHTLY) > 0 ? law : law.within(window);
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
