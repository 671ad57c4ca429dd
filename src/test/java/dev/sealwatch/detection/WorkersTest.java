package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.sealwatch.intel.SightingStore;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.BatchReaderStore;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Event loops carry messages; what detectors do with them, and the evidence of sixty thousand names, is done elsewhere. */
@QuarkusTest
class WorkersTest {

    private static final Instant NOON = Instant.parse("2026-03-07T12:00:00Z");
    private static final String ADDRESS = "198.51.100.78";
    private static final int USERS = 60_000;
    private static final int BUSY = 500;

    @Inject
    Detection detection;

    @Inject
    Detectors detectors;

    @Inject
    EventStore events;

    @Inject
    EpisodeStore episodes;

    @Inject
    Screening screening;

    @Inject
    TallyStore tallies;

    @Inject
    LifeStore lives;

    @Inject
    LinkStore links;

    @Inject
    SightingStore sightings;

    @Inject
    BatchReaderStore readers;

    @Inject
    SnapshotStore snapshots;

    @Inject
    DetectorStore states;

    @Inject
    DetectionMetrics metrics;

    @Inject
    DetectionConfig config;

    @Inject
    Clock clock;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    private final Witness witness = new Witness();
    private TraceStore traces;

    @BeforeEach
    void send() {
        detection.reset();
        detection.cycleAt(NOON.minusSeconds(60));
        List<AnEntry> entries = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            entries.add(entry("user" + i));
        }
        for (int i = 0; i < BUSY; i++) {
            entries.add(entry("zoe"));
        }
        rows.storeAt(NOON, entries);
        detection.skipTo(NOON.plusSeconds(1));
        traces = new TraceStore(witness);
    }

    private static AnEntry entry(String user) {
        return AnEntry.at(NOON).category("page_view").user(user).address(ADDRESS);
    }

    /** Other tests read whole tables. */
    @AfterEach
    void leaveNothing() {
        detection.reset();
    }

    @Test
    void doWhatTakesLong() {
        Detector detector = detection.detector("suspicious_ip");
        run(detector);
        rows.storeAt(NOON.plusSeconds(2), List.of(entry("zoe")));
        detection.skipTo(NOON.plusSeconds(3));
        run(detector);

        Anomaly anomaly = new AnomalyStore(pool, new AnomalyRows(traces, detectors))
                .find(detection.rows().get(0).getLong("id"))
                .await()
                .indefinitely()
                .anomaly();

        assertThat(anomaly.eventCount()).isEqualTo(USERS + BUSY + 1L);
        assertThat(anomaly.userId()).isEqualTo("zoe");
        assertThat(anomaly.evidence().byUser()).hasSize(200).containsEntry("zoe", BUSY + 1L);
        assertThat(anomaly.evidence().others()).containsEntry("by_user", USERS - 199L);
        assertThat(witness.onEventLoop).isNotEmpty().doesNotContain(true);
    }

    private void run(Detector detector) {
        Surroundings surroundings = new Surroundings(events, episodes, new TailStore(witness, config, clock));
        Recording recording =
                new Recording(new Proof(traces, tallies), lives, new FindingStore(traces, links, clock), sightings);
        Examination examination = new Examination(events, screening, surroundings, recording);
        new DetectorRun(readers, snapshots, examination, states, metrics)
                .run(detector, config.chunk())
                .await()
                .indefinitely();
    }

    /** Remembers whether it was asked on an event loop. */
    private static final class Witness extends ObjectMapper {

        private static final long serialVersionUID = 1;

        private final transient ConcurrentLinkedQueue<Boolean> onEventLoop = new ConcurrentLinkedQueue<>();

        private Witness() {
            setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        }

        @Override
        public <T> T readValue(String text, Class<T> type) throws JsonProcessingException {
            onEventLoop.add(Context.isOnEventLoopThread());
            return super.readValue(text, type);
        }

        @Override
        public <T> T readValue(String text, TypeReference<T> type) throws JsonProcessingException {
            onEventLoop.add(Context.isOnEventLoopThread());
            return super.readValue(text, type);
        }

        @Override
        public String writeValueAsString(Object value) throws JsonProcessingException {
            onEventLoop.add(Context.isOnEventLoopThread());
            return super.writeValueAsString(value);
        }
    }
}
