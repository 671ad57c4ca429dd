package dev.sealwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.AlertRules.Type;
import dev.sealwatch.alerting.Decision.Latest;
import dev.sealwatch.detection.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String USER_ANN = "user:ann";
    private static final String ATTACKER = "ip:203.0.113.7";

    @ParameterizedTest(name = "{0}, {1}, settled {2}, latest {3} told {4} {5}: {6}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            on   | medium   | false | -        | -   | -      | raised
            off  | critical | false | live     | 700 | low    | off
            none | critical | false | -        | -   | -      | uncovered
            on   | low      | false | -        | -   | -      | below_min_severity
            on   | low      | true  | -        | -   | -      | below_min_severity
            on   | high     | true  | -        | -   | -      | settled
            on   | high     | true  | live     | 700 | low    | settled
            on   | high     | false | live     | 0   | high   | folded
            on   | high     | false | live     | 599 | high   | folded
            on   | medium   | false | live     | 599 | high   | folded
            on   | high     | false | live     | 600 | high   | told_again
            on   | medium   | false | live     | 600 | high   | told_again
            on   | critical | false | live     | 1   | high   | severity_rose
            on   | critical | false | live     | 600 | high   | severity_rose
            on   | high     | false | resolved | 0   | high   | suppressed
            on   | high     | false | resolved | 599 | high   | suppressed
            on   | medium   | false | resolved | 599 | high   | suppressed
            on   | high     | false | resolved | 600 | high   | raised
            on   | critical | false | resolved | 1   | high   | suppressed
            on   | critical | false | resolved | 600 | high   | raised
            on   | high     | false | resolved | -5  | high   | suppressed
            """)
    void saysWhatBecomesOfItAndWhy(
            String rule, String severity, boolean settled, String latest, Long told, String toldWas, String reason) {
        Optional<Latest> alert = latest == null
                ? Optional.empty()
                : Optional.of(new Latest(7, latest.equals("live"), NOON.minusSeconds(told), Severity.of(toldWas)));
        Rule by = rule.equals("none") ? null : rule(rule.equals("on"));

        Decision decision = Decision.on(occasion(ATTACKER, Severity.of(severity), settled), by, List.of(), alert, NOON);

        assertThat(decision.reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "mute of {0} {1} {2}: {3} of {4} is {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            RULE-BRUTE-FORCE | -   | -           | ip:203.0.113.7 | ann | muted
            RULE-DATA-EXFIL  | -   | -           | ip:203.0.113.7 | ann | raised
            -                | -   | 203.0.113.7 | ip:203.0.113.7 | ann | muted
            -                | -   | 203.0.113.8 | ip:203.0.113.7 | ann | raised
            RULE-BRUTE-FORCE | -   | 203.0.113.7 | ip:203.0.113.7 | ann | muted
            RULE-DATA-EXFIL  | -   | 203.0.113.7 | ip:203.0.113.7 | ann | raised
            -                | ann | -           | user:ann       | Ann | muted
            -                | bob | -           | user:ann       | Ann | raised
            -                | ann | -           | ip:203.0.113.7 | ann | raised
            -                | ann | 203.0.113.7 | ip:203.0.113.7 | ann | muted
            -                | bob | 203.0.113.7 | ip:203.0.113.7 | ann | raised
            -                | ann | 203.0.113.7 | user:ann       | Ann | muted
            -                | ann | 203.0.113.8 | user:ann       | Ann | raised
            -                | -   | 203.0.113.7 | user:null      | Null | raised
            """)
    void mutesWhatIsNamed(String rule, String user, String address, String entity, String seen, String reason) {
        Mute mute = new Mute(1, rule, user, user, address, address, "pentest", NOON.plusSeconds(1), NOON, "user:ann");
        Occasion occasion =
                new Occasion(1L, null, entity, Severity.HIGH, facts(), seen, "203.0.113.7", NOON, false, false);

        assertThat(Decision.on(occasion, rule(true), List.of(mute), Optional.empty(), NOON)
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void namesTheMuteEvenIfAnAlertIsLive() {
        Mute mute = new Mute(3, null, "ann", "ann", null, null, "on leave", NOON.plusSeconds(1), NOON, "user:bob");
        Latest live = new Latest(7, true, NOON.minusSeconds(700), Severity.LOW);

        assertThat(Decision.on(
                        occasion(USER_ANN, Severity.CRITICAL, false),
                        rule(true),
                        List.of(mute),
                        Optional.of(live),
                        NOON))
                .isEqualTo(new Decision.Muted(3));
    }

    private static Occasion occasion(String entity, Severity severity, boolean settled) {
        String user = entity.equals(USER_ANN) ? "Ann" : null;
        return new Occasion(1L, null, entity, severity, facts(), user, "203.0.113.7", NOON, settled, false);
    }

    private static Alert.Facts facts() {
        return new Alert.Facts("brute_force_attack", "203.0.113.7", 12, 10, 600L, false);
    }

    private static Rule rule(boolean enabled) {
        return new Rule(
                "RULE-BRUTE-FORCE",
                Type.ANOMALY,
                "brute_force_attack",
                null,
                enabled,
                Severity.CRITICAL,
                Severity.MEDIUM,
                600,
                0,
                List.of("in_app"),
                null,
                null);
    }
}
