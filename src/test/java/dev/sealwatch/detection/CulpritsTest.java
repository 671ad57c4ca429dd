package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.intel.Intelligence;
import dev.sealwatch.intel.Intelligence.Indicator;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CulpritsTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String MALLORY = "203.0.113.66";

    @Inject
    Detection detection;

    @Inject
    Intelligence intelligence;

    @Inject
    LogRows rows;

    @BeforeEach
    void empty() {
        detection.reset();
        intelligence.reset();
    }

    @Test
    void anEpisodeIsOneOccurrenceHoweverManyCyclesSeeIt() {
        for (int minute = 0; minute < 20; minute++) {
            failures(MALLORY, minute, 1);
            detection.cycleAt(minute(minute).plusSeconds(5));
        }
        detection.cycleAt(minute(60));

        assertThat(intelligence.known())
                .containsExactly(new Indicator(MALLORY, "high", "brute_force_attack", 1, NOON, minute(19)));
    }

    @Test
    void theNextEpisodeRenewsIt() {
        failures(MALLORY, 0, 10);
        detection.cycleAt(minute(10));
        failures(MALLORY, 120, 10);
        detection.cycleAt(minute(130));

        assertThat(intelligence.known())
                .containsExactly(new Indicator(MALLORY, "high", "brute_force_attack", 2, NOON, minute(129)));
    }

    @Test
    void episodesThatLateEntriesJoinAreOne() {
        failures(MALLORY, 0, 10);
        failures(MALLORY, 25, 10);
        detection.cycleAt(minute(40));
        assertThat(intelligence.known()).extracting(Indicator::occurrences).containsExactly(2L);

        failures(MALLORY, 14, 6);
        detection.cycleAt(minute(41));

        assertThat(intelligence.known())
                .containsExactly(new Indicator(MALLORY, "high", "brute_force_attack", 1, NOON, minute(34)));
    }

    @Test
    void severalDetectorsAtOnceSpeakAgainstOneAddress() {
        rows.storeAt(
                minute(61),
                IntStream.range(0, 120)
                        .mapToObj(i -> AnEntry.at(NOON.plusSeconds(30L * i))
                                .category(i % 2 == 0 ? "login_failed" : "rate_limit_exceeded")
                                .level(Level.ERROR)
                                .user("victim" + i)
                                .address(MALLORY))
                        .toList());
        detection.cycleAt(minute(61));

        assertThat(intelligence.known())
                .containsExactly(new Indicator(MALLORY, "high", "suspicious_ip", 3, NOON, NOON.plusSeconds(30 * 119)));
    }

    @Test
    void anOrdinarilyBusyAddressIsNotAccused() {
        rows.storeAt(
                minute(61),
                IntStream.range(0, 120)
                        .mapToObj(i -> AnEntry.at(NOON.plusSeconds(30L * i)).address(MALLORY))
                        .toList());
        detection.cycleAt(minute(61));

        assertThat(detection.found()).hasSize(1);
        assertThat(intelligence.known()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "192.168.0.7", "169.254.0.9", "100.64.1.1", "::1", "fe80::2", "fd00::3"
            })
    void neverAccusesAddressesOfOnesOwn(String address) {
        failures(address, 0, 10);
        detection.cycleAt(minute(10));

        assertThat(detection.found()).hasSize(1);
        assertThat(intelligence.known()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2001:db8:0:1::9,     2001:db8:0:1::/64
            ::ffff:203.0.113.66, 203.0.113.66
            """)
    void accusesWhatEntriesAreGroupedBy(String address, String indicator) {
        failures(address, 0, 10);
        detection.cycleAt(minute(10));

        assertThat(intelligence.known()).extracting(Indicator::indicator).containsExactly(indicator);
    }

    @Test
    void otherDetectorsAccuseNobody() {
        rows.storeAt(
                minute(10),
                IntStream.range(0, 6)
                        .mapToObj(i -> AnEntry.at(minute(i))
                                .category("authorization_denied")
                                .address(MALLORY))
                        .toList());
        detection.cycleAt(minute(10));

        assertThat(detection.found()).extracting(Detection.Found::type).containsExactly("privilege_escalation");
        assertThat(intelligence.known()).isEmpty();
    }

    /** One failed login a minute, each received at once. */
    private void failures(String address, int fromMinute, int count) {
        IntStream.range(fromMinute, fromMinute + count)
                .forEach(minute -> rows.store(
                        AnEntry.at(minute(minute)).category("login_failed").address(address)));
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }
}
