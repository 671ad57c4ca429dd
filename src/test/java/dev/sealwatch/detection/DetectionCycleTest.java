package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DetectionCycleTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

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
}
