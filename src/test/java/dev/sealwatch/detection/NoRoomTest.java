package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.BatchReaderStore;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Around what is new lie more entries of a key than twenty chunks hold. */
@QuarkusTest
class NoRoomTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final int CHUNK = 5;
    private static final int MOST = 20 * CHUNK;
    private static final String SUSPICIOUS = "detectors.find { it.type == 'suspicious_ip' }.";

    @Inject
    Detection detection;

    @Inject
    BatchReaderStore readers;

    @Inject
    SnapshotStore snapshots;

    @Inject
    Screening screening;

    @Inject
    EpisodeStore episodes;

    @Inject
    TailStore tails;

    @Inject
    Recording recording;

    @Inject
    DetectorStore states;

    @Inject
    Aftermath aftermath;

    @Inject
    DetectionMetrics metrics;

    @Inject
    MeterRegistry registry;

    @Inject
    LogRows rows;

    @BeforeEach
    @AfterEach
    void empty() {
        detection.reset();
        detection.cycleAt(NOON.minusSeconds(60));
    }

    @Test
    void failsVisiblyAndFindsItWhereThereIsRoom() {
        double before = failures();
        store(MOST + 1);
        detection.skipTo(NOON.plusSeconds(60));
        small().all(List.of(detection.detector("suspicious_ip"))).await().indefinitely();

        assertThat(detection.rows()).isEmpty();
        assertThat(failures()).isEqualTo(before + 1);
        detectors()
                .body(SUSPICIOUS + "health", equalTo("failing"))
                .body(SUSPICIOUS + "error", equalTo("IllegalStateException"));
        given().get("/q/health/well").then().statusCode(503).body(containsString("failing"));

        detection.cycleAt(NOON.plusSeconds(120));

        assertThat(detection.found()).extracting(Found::count).containsExactly(MOST + 1L);
        detectors().body(SUSPICIOUS + "health", equalTo("ok"));
    }

    @Test
    void hasRoomForTwentyChunks() {
        store(MOST);
        detection.skipTo(NOON.plusSeconds(60));
        small().all(List.of(detection.detector("suspicious_ip"))).await().indefinitely();

        assertThat(detection.found()).extracting(Found::count).containsExactly((long) MOST);
    }

    private void store(int entries) {
        rows.storeAt(
                NOON,
                IntStream.range(0, entries)
                        .mapToObj(i -> AnEntry.at(NOON.minusMillis(i))
                                .category("page_view")
                                .address("203.0.113.7"))
                        .toList());
    }

    private double failures() {
        return registry.get("siem.detection.failures")
                .tag("type", "suspicious_ip")
                .counter()
                .count();
    }

    private static ValidatableResponse detectors() {
        return given().auth()
                .oauth2(Tokens.of("no-room-viewer", Permission.VIEW_AUDIT))
                .get("/api/siem/detectors")
                .then()
                .statusCode(200);
    }

    /** The same engine with small chunks. */
    private CatchUp small() {
        DetectionConfig config = new Small();
        EventStore events = new EventStore(config, metrics);
        Examination examination =
                new Examination(events, screening, new Surroundings(events, episodes, tails), recording);
        DetectorRun runs = new DetectorRun(readers, snapshots, examination, states, metrics);
        return new CatchUp(runs, states, aftermath, config);
    }

    private record Small() implements DetectionConfig {

        @Override
        public Duration every() {
            return Duration.ofSeconds(60);
        }

        @Override
        public String zone() {
            return "UTC";
        }

        @Override
        public int chunk() {
            return CHUNK;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int keptWindow() {
            return 1;
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration clockTolerance() {
            return Duration.ofSeconds(60);
        }
    }
}
