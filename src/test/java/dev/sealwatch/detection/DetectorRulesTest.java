package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the eight: what counts, how often in how long, how bad it is and how sure. */
@QuarkusTest
class DetectorRulesTest {

    private static final Instant NIGHT = Instant.parse("2026-03-04T02:00:00Z");
    private static final Duration INSTANT = Duration.ofNanos(1000);

    @Inject
    Detection detection;

    @Inject
    DetectorRun runs;

    @Inject
    LogRows rows;

    private final List<AnEntry> entries = new ArrayList<>();

    @BeforeEach
    void empty() {
        detection.reset();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            brute_force_attack,   login_failed,         10,  10, ip
            brute_force_attack,   two_factor_failed,    10,  10, ip
            account_enumeration,  login_failed,          5,   5, ip
            privilege_escalation, authorization_denied,  3,  30, user
            privilege_escalation, authorization_denied,  3,  30, ip
            anomalous_access,     access,                3,  60, user
            anomalous_access,     login_success,         3,  60, user
            anomalous_access,     data_export,           3,  60, ip
            anomalous_access,     data_download,         3,  60, ip
            suspicious_ip,        page_view,           100,  60, ip
            data_exfiltration,    data_export,           5,  30, user
            data_exfiltration,    data_download,         5,  30, ip
            data_exfiltration,    siem_export,           5,  30, user
            session_anomaly,      login_success,         5, 1440, user
            rate_limit_abuse,     rate_limit_exceeded,   5,  15, ip
            """)
    void fireOnTheNthWithinTheWindow(String type, String category, int threshold, int minutes, String by) {
        Actors actors = new Actors(type, category, by);
        Duration window = Duration.ofMinutes(minutes);

        actors.act("1", threshold - 1, window.dividedBy(threshold));
        actors.act("2", threshold, Duration.ZERO);
        actors.act("3", threshold + 1, Duration.ofMillis(1));
        actors.spread("4", threshold, window);
        actors.spread("5", threshold, window.minus(INSTANT));
        send();

        assertThat(fired(type))
                .isEqualTo(Map.of(
                        actors.key("2"), (long) threshold,
                        actors.key("3"), threshold + 1L,
                        actors.key("5"), (long) threshold));
    }

    /** Sends alike entries by actors of one kind. What a type tells apart is different in each entry. */
    private final class Actors {

        private final String type;
        private final String category;
        private final boolean byUser;

        Actors(String type, String category, String by) {
            this.type = type;
            this.category = category;
            this.byUser = by.equals("user");
        }

        String key(String name) {
            return byUser ? "user:user" + name : "ip:203.0.113." + name;
        }

        void act(String name, int times, Duration pace) {
            IntStream.range(0, times).forEach(i -> entries.add(entry(name, i, NIGHT.plus(pace.multipliedBy(i)))));
        }

        /** All but the last at once, the last so much later. */
        void spread(String name, int times, Duration length) {
            act(name, times - 1, Duration.ZERO);
            entries.add(entry(name, times, NIGHT.plus(length)));
        }

        private AnEntry entry(String name, int i, Instant at) {
            AnEntry entry = AnEntry.at(at).category(category);
            if (byUser) {
                entry.user("user" + name);
            } else {
                entry.address("203.0.113." + name);
            }
            return switch (type) {
                case "account_enumeration" -> entry.user("guess" + i);
                case "session_anomaly" -> entry.address("198.51.100." + i);
                default -> entry;
            };
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            brute_force_attack,    login_failed,          49,  1,  0, high,     0.9
            brute_force_attack,    login_failed,          50,  1,  0, critical, 0.9
            account_enumeration,   login_failed,          19, 19,  0, medium,   0.8
            account_enumeration,   login_failed,          20, 20,  0, high,     0.8
            privilege_escalation,  authorization_denied,   3,  1,  0, critical, 0.8
            anomalous_access,      access,                 3,  1,  0, medium,   0.7
            data_exfiltration,     data_export,            5,  1,  0, high,     0.8
            rate_limit_abuse,      rate_limit_exceeded,    5,  1,  0, medium,   0.9
            suspicious_ip,         page_view,            100,  9, 30, low,      0.6
            suspicious_ip,         page_view,            100, 10, 30, medium,   0.75
            suspicious_ip,         page_view,            100,  9, 31, medium,   0.75
            suspicious_ip,         page_view,            100, 10, 31, high,     0.85
            """)
    void areAsBadAndAsSureAsTheTableSays(
            String type, String category, int times, int users, int errors, String severity, double confidence) {
        for (int i = 0; i < times; i++) {
            entries.add(AnEntry.at(NIGHT.plusMillis(i))
                    .category(category)
                    .level(i < errors ? i % 2 == 0 ? Level.ERROR : Level.CRITICAL : Level.WARN)
                    .user("user" + i % users)
                    .address("203.0.113.7"));
        }
        send();

        assertThat(detection.rows())
                .filteredOn(row -> row.getString("type").equals(type))
                .extracting(row -> row.getString("severity"), row -> row.getDouble("confidence"))
                .containsExactly(tuple(severity, confidence));
    }

    @Test
    void holdFiveAddressesOfAUserForMediumAndSeventyPercentSure() {
        for (int i = 0; i < 5; i++) {
            entries.add(AnEntry.at(NIGHT.plus(Duration.ofHours(i + 4)))
                    .category("login_success")
                    .user("anna")
                    .address("203.0.113." + i));
        }
        send();

        assertThat(detection.rows())
                .extracting(row ->
                        row.getString("type") + " " + row.getString("severity") + " " + row.getDouble("confidence"))
                .containsExactly("session_anomaly medium 0.7");
    }

    /** The tenth failure of ten is at second 9: whoever gets in within ten minutes of the last was let in by force. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            PT9S,            203.0.113.7, high
            PT9.000001S,     203.0.113.7, critical
            PT10M9S,         203.0.113.7, critical
            PT10M9.000001S,  203.0.113.7, high
            PT1M,            203.0.113.8, high
            """)
    void takeALoginAfterTheForceForABreak(Duration after, String address, String severity) {
        for (int i = 0; i < 10; i++) {
            entries.add(
                    AnEntry.at(NIGHT.plusSeconds(i)).category("login_failed").address("203.0.113.7"));
        }
        entries.add(AnEntry.at(NIGHT.plus(after)).category("login_success").address(address));
        send();

        assertThat(detection.rows())
                .extracting(row -> row.getString("severity"), row -> row.getBoolean("followed"))
                .containsExactly(tuple(severity, severity.equals("critical")));
    }

    @Test
    void keyWhatHasNoUserByItsAddressAndSkipWhatHasNeither() {
        for (int i = 0; i < 3; i++) {
            Instant at = NIGHT.plusSeconds(i);
            entries.add(
                    AnEntry.at(at).category("authorization_denied").user(" ").address("203.0.113.7"));
            entries.add(AnEntry.at(at)
                    .category("authorization_denied")
                    .user("Anna ")
                    .address("203.0.113." + i));
            entries.add(AnEntry.at(at).category("authorization_denied"));
        }
        send();

        assertThat(fired("privilege_escalation")).isEqualTo(Map.of("ip:203.0.113.7", 3L, "user:anna", 3L));
        assertThat(detection.skipped("privilege_escalation")).isEqualTo(3);
    }

    @Test
    void takeTheWholeOfASlash64ForOneAddress() {
        for (int i = 0; i < 5; i++) {
            entries.add(AnEntry.at(NIGHT.plusSeconds(i))
                    .category("rate_limit_exceeded")
                    .address("2001:db8:0:1:" + i + "::" + i));
            entries.add(AnEntry.at(NIGHT.plusSeconds(i))
                    .category("rate_limit_exceeded")
                    .address("2001:db8:1:" + i + "::1"));
        }
        send();

        assertThat(fired("rate_limit_abuse")).isEqualTo(Map.of("ip:2001:db8:0:1::/64", 5L));
    }

    @Test
    void countNothingThatTheServiceItselfDoes() {
        for (int i = 0; i < 100; i++) {
            entries.add(AnEntry.at(NIGHT.plusMillis(i))
                    .category("siem_read")
                    .user("anna")
                    .address("203.0.113.7"));
        }
        send();

        assertThat(detection.found()).isEmpty();
    }

    @Test
    void countExportsFromTheServiceLikeAnyEntry() {
        for (int i = 0; i < 100; i++) {
            entries.add(AnEntry.at(NIGHT.plusMillis(i)).category("siem_export").address("203.0.113.7"));
        }
        send();

        assertThat(fired("suspicious_ip")).isEqualTo(Map.of("ip:203.0.113.7", 100L));
        assertThat(fired("data_exfiltration")).isEqualTo(Map.of("ip:203.0.113.7", 100L));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            brute_force_attack,   login_failed,         anna,
            brute_force_attack,   two_factor_failed,    anna,
            account_enumeration,  login_failed,         anna,
            privilege_escalation, authorization_denied, ,
            anomalous_access,     access,               ,
            data_exfiltration,    data_export,          ,
            session_anomaly,      login_success,        ,    203.0.113.7
            rate_limit_abuse,     rate_limit_exceeded,  anna,
            """)
    void skipAndCountWhatHasNoKey(String type, String category, String user, String address) {
        for (int i = 0; i < 12; i++) {
            AnEntry entry = AnEntry.at(NIGHT.plusMillis(i)).category(category).user(user);
            entries.add(address == null ? entry : entry.address(address));
        }
        send();

        assertThat(fired(type)).isEmpty();
        assertThat(detection.skipped(type)).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            brute_force_attack, login_success
            suspicious_ip,      page_view
            """)
    void skipOnlyWhatWouldCount(String type, String category) {
        for (int i = 0; i < 12; i++) {
            entries.add(AnEntry.at(NIGHT.plusMillis(i)).category(category).user("anna"));
        }
        send();

        assertThat(detection.skipped(type)).isZero();
    }

    /** In Bucharest one night of 2026 has no hour from three to four, another has it twice. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-28T23:59:59.999999Z, false
            2026-03-29T00:00:00Z,        true
            2026-03-29T01:00:00Z,        true
            2026-03-29T01:59:59.999999Z, true
            2026-03-29T02:00:00Z,        false
            2026-10-24T22:59:59.999999Z, false
            2026-10-24T23:00:00Z,        true
            2026-10-25T00:30:00Z,        true
            2026-10-25T01:30:00Z,        true
            2026-10-25T02:59:59.999999Z, true
            2026-10-25T03:00:00Z,        false
            """)
    void tellTheHourOfTheNightByTheZone(Instant at, boolean asleep) {
        accessAt(at, "Europe/Bucharest", asleep);
    }

    /** At half past eleven in the evening in Greenwich; to PostgreSQL {@code +05:00} is west of it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            UTC,            false
            +05:00,         true
            -05:00,         false
            UTC+3,          true
            Etc/GMT-3,      true
            Etc/GMT+3,      false
            +02:30,         true
            +02:29:59,      false
            -18:00,         false
            Asia/Kolkata,   false
            Asia/Yerevan,   true
            """)
    void knowFixedOffsetsToo(String zone, boolean asleep) {
        accessAt(Instant.parse("2026-03-04T23:30:00Z"), zone, asleep);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            21:59:59.999999, false
            22:00:00,        true
            00:30:00,        true
            04:59:59.999999, true
            05:00:00,        false
            12:00:00,        false
            """)
    void knowNightsThatBeginBeforeMidnight(LocalTime time, boolean asleep) {
        accessAt(
                LocalDate.of(2026, 3, 4).atTime(time).toInstant(ZoneOffset.UTC),
                new NightHours(ZoneOffset.UTC, 22, 5),
                asleep);
    }

    /** Two accesses were by day when they came, and are by night where the third is. */
    @Test
    void countAnewWhereTheNightIsAnother() {
        AnomalousAccess before =
                new AnomalousAccess(new Rule(3, Duration.ofHours(1)), new NightHours(ZoneOffset.UTC, 2, 5));
        AnomalousAccess after =
                new AnomalousAccess(new Rule(3, Duration.ofHours(1)), new NightHours(ZoneOffset.UTC, 2, 8));
        Instant morning = NIGHT.plus(Duration.ofHours(4));
        detection.cycleAt(morning);
        rows.storeAt(morning, List.of(access(morning), access(morning.plusSeconds(1))));
        runs.run(before, 1000).await().indefinitely();
        rows.storeAt(morning, List.of(access(morning.plusSeconds(2))));
        runs.run(after, 1000).await().indefinitely();

        assertThat(fired("anomalous_access")).isEqualTo(Map.of("user:anna", 3L));
    }

    private static AnEntry access(Instant at) {
        return AnEntry.at(at).category("access").user("anna");
    }

    private void accessAt(Instant at, String zone, boolean asleep) {
        accessAt(at, new NightHours(ZoneId.of(zone), 2, 5), asleep);
    }

    private void accessAt(Instant at, NightHours hours, boolean asleep) {
        AnomalousAccess detector = new AnomalousAccess(new Rule(3, Duration.ofHours(1)), hours);
        detection.cycleAt(at);
        for (int i = 0; i < 3; i++) {
            entries.add(access(at));
        }
        rows.storeAt(at, entries);

        runs.run(detector, 1000).await().indefinitely();

        assertThat(fired("anomalous_access")).isEqualTo(asleep ? Map.of("user:anna", 3L) : Map.of());
    }

    private void send() {
        rows.storeAt(NIGHT.plus(Duration.ofDays(2)), entries);
        detection.cycleAt(NIGHT.plus(Duration.ofDays(2)));
    }

    private Map<String, Long> fired(String type) {
        return detection.rows().stream()
                .filter(row -> row.getString("type").equals(type))
                .collect(Collectors.toMap(row -> row.getString("key"), (Row row) -> row.getLong("event_count")));
    }
}
