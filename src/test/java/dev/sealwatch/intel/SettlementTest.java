package dev.sealwatch.intel;

import static dev.sealwatch.intel.Intelligence.sighting;
import static dev.sealwatch.intel.ThreatLevel.CRITICAL;
import static dev.sealwatch.intel.ThreatLevel.HIGH;
import static dev.sealwatch.intel.ThreatLevel.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.intel.Intelligence.Indicator;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SettlementTest {

    private static final String MALLORY = "203.0.113.66";

    @Inject
    Intelligence intelligence;

    @Inject
    SettlementStore settlement;

    @Inject
    SightingStore sightings;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    @BeforeEach
    void empty() {
        clock.set(Instant.parse("2026-03-10T12:00:00Z"));
        intelligence.reset();
    }

    @Test
    void countsAnEpisodeOnceHoweverOftenItIsWritten() {
        for (int cycle = 0; cycle < 5; cycle++) {
            intelligence.see(sighting(MALLORY, 1, 2, HIGH));
            intelligence.settle();
        }

        assertThat(intelligence.known()).containsExactly(indicator("high", 1, 2, 2));
    }

    @Test
    void countsEveryEpisodeAndIsRenewedByIt() {
        intelligence.see(sighting(MALLORY, 1, 2, HIGH));
        intelligence.settle();
        intelligence.see(sighting(MALLORY, 2, 5, HIGH));
        intelligence.settle();

        assertThat(intelligence.known()).containsExactly(indicator("high", 2, 2, 5));
        assertThat(expiry()).isEqualTo(Instant.parse("2026-04-04T11:00:00Z"));
    }

    @Test
    void anEpisodeThatBecamePartOfAnotherCountsNoMore() {
        intelligence.see(sighting(MALLORY, 1, 2, MEDIUM), sighting(MALLORY, 2, 3, HIGH), sighting(MALLORY, 3, 9, HIGH));
        intelligence.settle();
        intelligence.see(sighting(MALLORY, 1, 3, HIGH, 2L));
        intelligence.settle();

        assertThat(intelligence.known()).containsExactly(indicator("high", 2, 3, 9));
    }

    @Test
    void isAsBadAsTheWorstEpisodeThatHasNotExpired() {
        intelligence.see(
                sighting(MALLORY, 1, 1, CRITICAL), sighting(MALLORY, 2, 20, HIGH), sighting(MALLORY, 3, 31, MEDIUM));
        intelligence.settle();

        assertThat(intelligence.known()).containsExactly(indicator("high", 3, 1, 31));
    }

    @Test
    void knowsAWholeNetworkOfIpv6() {
        intelligence.see(sighting("2001:db8:0:1::/64", 1, 2, HIGH));
        intelligence.settle();

        assertThat(intelligence.known()).extracting(Indicator::indicator).containsExactly("2001:db8:0:1::/64");
    }

    @Test
    void leavesOutAddressesOfOnesOwn() {
        intelligence.see(
                sighting("10.0.0.5", 1, 2, HIGH), sighting("::/64", 2, 2, HIGH), sighting("fe80::/64", 3, 2, HIGH));
        intelligence.settle();

        assertThat(intelligence.known()).isEmpty();
        assertThat(intelligence.ask("select indicator from threat_sightings")).isEmpty();
    }

    @Test
    void aSightingIsUndoneWithTheTransactionOfItsDetector() {
        assertThatThrownBy(() -> pool.withTransaction(connection -> sightings
                                .see(connection, List.of(sighting(MALLORY, 1, 2, HIGH)))
                                .chain(() -> connection.query("select 1 / 0").execute()))
                        .await()
                        .indefinitely())
                .isInstanceOf(PgException.class);
        intelligence.settle();

        assertThat(intelligence.known()).isEmpty();
    }

    @Test
    void settlesWhatACycleThatDiedLeftBehind() {
        intelligence.see(sighting(MALLORY, 1, 2, HIGH));
        intelligence.see(sighting("198.18.0.1", 2, 2, HIGH));
        intelligence.settle();

        assertThat(intelligence.known()).extracting(Indicator::indicator).containsExactly("198.18.0.1", MALLORY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderOfArrivalDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Sighting> shuffled = new ArrayList<>(IntStream.rangeClosed(1, 12)
                .mapToObj(id -> sighting(MALLORY, id, 1 + id * 7 % 31, ThreatLevel.values()[id % 4]))
                .toList());
        Collections.shuffle(shuffled, random);

        for (Sighting seen : shuffled) {
            intelligence.see(seen);
            if (random.nextBoolean()) {
                intelligence.settle();
            }
        }
        intelligence.settle();

        assertThat(intelligence.known()).containsExactly(indicator("critical", 12, 2, 29));
    }

    @Test
    void severalMaySettleAtOnceAndNothingIsForgotten() {
        for (int id = 1; id <= 20; id++) {
            intelligence.see(sighting(MALLORY, id, 2, HIGH), sighting("198.18.0." + id, 100 + id, 2, HIGH));
            Multi.createFrom()
                    .range(0, 4)
                    .onItem()
                    .transformToUni(replica -> settlement.settle())
                    .merge(4)
                    .collect()
                    .last()
                    .await()
                    .indefinitely();
        }

        assertThat(intelligence.known()).hasSize(21).contains(indicator("high", 20, 2, 2));
    }

    @Test
    void forgetsWhatExpiredAYearAgoAndBeginsAnew() {
        intelligence.see(sighting(MALLORY, 1, 2, HIGH), sighting(MALLORY, 2, 3, HIGH));
        intelligence.settle();
        Instant forgotten = expiry().plus(Duration.ofDays(365));

        clock.set(forgotten.minusMillis(1));
        intelligence.settle();
        assertThat(intelligence.known()).hasSize(1);

        clock.set(forgotten);
        intelligence.settle();
        assertThat(intelligence.known()).isEmpty();
        assertThat(intelligence.ask("select from threat_sightings")).isEmpty();

        intelligence.see(sighting(MALLORY, 3, 400, HIGH));
        intelligence.settle();
        assertThat(intelligence.known()).containsExactly(indicator("high", 1, 400, 400));
    }

    @Test
    void keepsForAYearWhatAnOldImportBrings() {
        Instant imported = Instant.parse("2031-01-01T00:00:00Z");
        clock.set(imported);
        intelligence.see(sighting(MALLORY, 1, 2, HIGH));
        intelligence.settle();
        intelligence.settle();
        assertThat(intelligence.known()).hasSize(1);

        clock.set(imported.plus(Duration.ofDays(365)));
        intelligence.settle();
        assertThat(intelligence.known()).isEmpty();
    }

    @Test
    void neverForgetsWhatDoesNotExpire() {
        intelligence.ask("""
                insert into threat_intelligence (indicator, indicator_key, type, threat_level, description, source, set_by,
                                                 occurrences, first_seen, last_seen, expires_at)
                select name, name, 'user', 'low', 'Left.', 'manual', 'bob', 0, '2026-03-02Z', '2026-03-02Z', expiry
                  from unnest(array['eve', 'fay'], array[null, '2026-03-03Z'::timestamptz]) as sent (name, expiry)
                """);
        clock.set(Instant.parse("2040-01-01T00:00:00Z"));
        intelligence.settle();

        assertThat(intelligence.known()).extracting(Indicator::indicator).containsExactly("eve");
    }

    private Instant expiry() {
        return intelligence
                .ask("select expires_at from threat_intelligence")
                .get(0)
                .getOffsetDateTime(0)
                .toInstant();
    }

    private static Indicator indicator(String level, long occurrences, int firstDay, int lastDay) {
        return new Indicator(
                MALLORY,
                level,
                "brute_force_attack",
                occurrences,
                sighting(MALLORY, 1, firstDay, HIGH).firstSeen().toInstant(),
                sighting(MALLORY, 1, lastDay, HIGH).lastSeen().toInstant());
    }
}
