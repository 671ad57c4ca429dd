package dev.sealwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.Telling.Event;
import dev.sealwatch.detection.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JudgingTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String MALLORY = "203.0.113.7";

    @Inject
    Alarms alarms;

    @Inject
    AlertStage stage;

    @BeforeEach
    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void hearsTheSecondAttackerOfAMinute() {
        long first = alarms.bruteForce(MALLORY, NOON);
        alarms.judgeAt(NOON);
        long second = alarms.bruteForce("198.51.100.9", NOON.plusSeconds(30));
        alarms.judgeAt(NOON.plusSeconds(60));

        assertThat(alarms.alerts()).extracting(Alert::anomalyId).containsExactly(first, second);
        assertThat(alarms.alerts()).extracting(Alert::severity).containsOnly(Severity.CRITICAL);
        assertThat(alarms.events()).containsExactly(Event.RAISED, Event.RAISED);
        assertThat(alarms.told().get(0).channels()).containsExactly("in_app");
        assertThat(alarms.told())
                .extracting(telling -> telling.alerts().get(0).entity())
                .containsExactly("ip:" + MALLORY, "ip:198.51.100.9");
    }

    @Test
    void suppressesUntilTheCooldownIsOverAndThenRaises() {
        resolved(alarms.bruteForce(MALLORY, NOON), NOON);
        Instant tooSoon = NOON.plusSeconds(9 * 60 + 59);
        Instant cool = NOON.plusSeconds(10 * 60 + 1);

        alarms.end(alarms.bruteForce(MALLORY, tooSoon), tooSoon.plusSeconds(1));
        alarms.judgeAt(tooSoon);
        assertThat(alarms.reasons()).containsExactly("raised", "settled");

        alarms.attack("brute_force_attack", "ip:" + MALLORY, "high", tooSoon);
        alarms.judgeAt(tooSoon);
        Alert after = alarms.alerts().get(0);
        assertThat(after.suppressedCount()).isEqualTo(1);
        assertThat(after.lastSuppressedAt()).isEqualTo(tooSoon);
        assertThat(alarms.events()).containsExactly(Event.RAISED);

        alarms.change("update security_anomalies set ended_at = $1", Tuple.of(cool.atOffset(ZoneOffset.UTC)));
        alarms.bruteForce(MALLORY, cool);
        alarms.judgeAt(cool);
        assertThat(alarms.reasons()).containsExactly("raised", "settled", "suppressed", "raised");
        assertThat(alarms.alerts()).extracting(Alert::status).containsExactly(Status.RESOLVED, Status.ACTIVE);
        assertThat(alarms.events()).containsExactly(Event.RAISED, Event.RAISED);
    }

    /** The alert of an attack, which somebody resolves. */
    private void resolved(long anomaly, Instant at) {
        alarms.judgeAt(at);
        alarms.end(anomaly, at.plusSeconds(5));
        alarms.resolveAll(at.plusSeconds(5));
    }

    @Test
    void tellsOfARisingSeverityWithinTheCooldown() {
        long anomaly = alarms.bruteForce(MALLORY, NOON);
        alarms.judgeAt(NOON);

        alarms.worsen(anomaly, "critical");
        alarms.judgeAt(NOON.plusSeconds(60));

        assertThat(alarms.alerts()).hasSize(1);
        assertThat(alarms.alerts().get(0).toldSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(alarms.alerts().get(0).toldAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(alarms.events()).containsExactly(Event.RAISED, Event.SEVERITY_ROSE);
    }

    @Test
    void suppressesWhatGetsWorseAfterItWasResolvedWithinTheCooldown() {
        long anomaly = alarms.bruteForce(MALLORY, NOON);
        alarms.judgeAt(NOON);
        alarms.resolveAll(NOON.plusSeconds(5));

        alarms.worsen(anomaly, "critical");
        alarms.judgeAt(NOON.plusSeconds(60));

        assertThat(alarms.alerts()).extracting(Alert::suppressedCount).containsExactly(1L);
        assertThat(alarms.events()).containsExactly(Event.RAISED);
    }

    @Test
    void judgesNoGrowthAndNothingTwice() {
        alarms.bruteForce(MALLORY, NOON);
        alarms.judgeAt(NOON);
        alarms.change("update security_anomalies set event_count = $1, observed = 49", Tuple.of(49));

        alarms.judgeAt(NOON.plusSeconds(3600));
        alarms.judgeAt(NOON.plusSeconds(7200));

        assertThat(alarms.reasons()).containsExactly("raised");
        assertThat(alarms.events()).hasSize(1);
    }

    @Test
    void foldsWhatComesOnTopAndTellsAgainAfterTheCooldown() {
        Instant soon = NOON.plusSeconds(300);
        Instant later = NOON.plusSeconds(600);
        alarms.end(judged(alarms.bruteForce(MALLORY, NOON), NOON), soon);
        alarms.end(judged(alarms.bruteForce(MALLORY, soon), soon), later);
        long last = judged(alarms.bruteForce(MALLORY, later), later);

        assertThat(alarms.reasons()).containsExactly("raised", "folded", "told_again");
        Alert alert = alarms.alerts().get(0);
        assertThat(alert.foldedCount()).isEqualTo(2);
        assertThat(alert.anomalyId()).isEqualTo(last);
        assertThat(alert.lastSeen()).isEqualTo(later);
        assertThat(alarms.alerts()).hasSize(1);
        assertThat(alarms.events()).containsExactly(Event.RAISED, Event.TOLD_AGAIN);
    }

    private long judged(long anomaly, Instant at) {
        alarms.judgeAt(at);
        return anomaly;
    }

    @Test
    void leavesOrdinaryTrafficAndWhatNoRuleCoversAlone() {
        alarms.attack("suspicious_ip", "ip:" + MALLORY, "low", NOON);
        alarms.attack("anomalous_access", "user:ann", "medium", NOON);
        alarms.judgeAt(NOON);

        assertThat(alarms.reasons()).containsExactly("below_min_severity", "uncovered");
        assertThat(alarms.alerts()).isEmpty();

        alarms.change("update security_anomalies set severity = 'medium' where type = $1", Tuple.of("suspicious_ip"));
        alarms.judgeAt(NOON.plusSeconds(60));

        assertThat(alarms.alerts()).extracting(Alert::ruleId).containsExactly("RULE-SUSPICIOUS-IP");
    }

    @Test
    void tellsOfLateAnomaliesInTheApplicationAlone() {
        alarms.change(
                "update alert_rules set channels = '{in_app,mail}', updated_at = $1, updated_by = 'test' where id ="
                        + " 'RULE-BRUTE-FORCE'",
                Tuple.of(NOON.atOffset(ZoneOffset.UTC)));
        alarms.bruteForce(MALLORY, NOON.minusSeconds(24 * 3600 + 1));
        alarms.bruteForce("198.51.100.9", NOON.minusSeconds(24 * 3600));
        alarms.judgeAt(NOON);

        assertThat(alarms.told())
                .extracting(Telling::channels)
                .containsExactly(List.of("in_app"), List.of("in_app", "mail"));
    }

    @Test
    void isSafeToRunTwiceAtOnce() {
        for (int i = 0; i < 250; i++) {
            alarms.bruteForce("198.51.100." + i, NOON);
        }
        alarms.judgeAt(NOON.minusSeconds(60));
        for (int i = 0; i < 250; i++) {
            alarms.attack("suspicious_ip", "ip:198.51.100." + i, "high", NOON);
        }

        Uni.join()
                .all(
                        alarms.stage().follow(),
                        alarms.stage().follow(),
                        alarms.stage().follow())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(alarms.alerts()).hasSize(500);
        assertThat(alarms.reasons()).hasSize(500).containsOnly("raised");
        assertThat(alarms.told()).extracting(Telling::id).hasSize(500).doesNotHaveDuplicates();
    }

    /** With what is told kept in the outbox: five seconds, and some more while the machine does other things. */
    @Test
    void judgesTenThousandInSeconds() {
        alarms.change("""
                insert into security_anomalies (type, key, severity, confidence, event_count, first_seen, crossed_at,
                       crossing_entry, last_seen, detected_at, detected_late, threshold, window_seconds, observed, followed,
                       evidence)
                select 'brute_force_attack', 'ip:10.0.' || i / 250 || '.' || i % 250, 'high', 0.9, 12, $1, $1, 1, $1, $1,
                       false, 10, 600, 12, false, '{}'
                  from generate_series(1, 10000) as i
                """, Tuple.of(NOON.atOffset(ZoneOffset.UTC)));
        alarms.clockAt(NOON);

        long start = System.nanoTime();
        stage.follow().await().indefinitely();
        double seconds = (System.nanoTime() - start) / 1e9;

        System.out.printf("Judged: anomalies=10000 seconds=%.1f%n", seconds);
        assertThat(alarms.reasons()).hasSize(10_000).containsOnly("raised");
        assertThat(alarms.rows(
                        "select id from notifications where position is not null and at = '2026-03-04T12:00:00Z'"))
                .hasSize(10_000);
        assertThat(seconds).isLessThan(30);
        alarms.rows("delete from notifications where at = '2026-03-04T12:00:00Z'");
    }

    @Test
    void judgesAgainWhatACrashUndid() {
        alarms.bruteForce(MALLORY, NOON);
        alarms.change("alter table alert_decisions add constraint crash check (reason <> 'raised')", Tuple.tuple());
        try {
            assertThat(alarms.stage()
                            .follow()
                            .onFailure()
                            .recoverWithNull()
                            .await()
                            .indefinitely())
                    .isNull();
            assertThat(alarms.alerts()).isEmpty();
        } finally {
            alarms.change("alter table alert_decisions drop constraint crash", Tuple.tuple());
        }

        alarms.judgeAt(NOON);

        assertThat(alarms.alerts()).hasSize(1);
        assertThat(alarms.reasons()).containsExactly("raised");
    }

    @Test
    void judgesOnlyWhatIsThereOfAMergedAnomaly() {
        long kept = alarms.bruteForce(MALLORY, NOON);
        long merged = alarms.attack("brute_force_attack", "ip:198.51.100.9", "critical", NOON);
        alarms.change(
                "update security_anomalies set merged_into = $1, ended_at = last_seen where id = $2",
                Tuple.of(kept, merged));
        alarms.judgeAt(NOON);

        assertThat(alarms.alerts()).extracting(Alert::anomalyId).containsExactly(kept);
        assertThat(alarms.reasons()).hasSize(1);
    }
}
