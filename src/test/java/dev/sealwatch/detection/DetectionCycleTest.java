package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DetectionCycleTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    @BeforeEach
    void empty() {
        detection.reset();
    }

    @Test
    void growsOneRowWhileAnAttackGoesOn() {
        for (int minute = 0; minute < 60; minute++) {
            rows.store(AnEntry.at(NOON.plusSeconds(60L * minute))
                    .category("login_failed")
                    .address("203.0.113.7"));
            detection.cycleAt(NOON.plusSeconds(60L * minute + 5));
        }

        assertThat(detection.found())
                .containsExactly(
                        new Found("brute_force_attack", "ip:203.0.113.7", "high", 60, NOON, NOON.plusSeconds(59 * 60)));
    }

    @Test
    void keepsNeitherTailsNorScoresForEver() {
        Instant later = NOON.plus(Duration.ofDays(91));
        attack(NOON, "203.0.113.7");
        assertThat(all("select key from detector_tails")).containsExactly("ip:203.0.113.7");

        attack(later, "203.0.113.8");

        assertThat(all("select key from detector_tails")).containsExactly("ip:203.0.113.8");
        assertThat(all("select (at at time zone 'UTC')::date::text from threat_scores"))
                .containsExactly("2026-06-03");
    }

    private void attack(Instant at, String address) {
        for (int i = 0; i < 10; i++) {
            rows.store(
                    AnEntry.at(at.plusSeconds(i)).category("two_factor_failed").address(address));
        }
        detection.cycleAt(at.plusSeconds(10));
    }

    private List<String> all(String sql) {
        return pool.query(sql).execute().await().indefinitely().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
