package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private final Reader reader = new Reader();

    @Test
    void readsOneEntryOrSeveral() {
        String entry = Reader.entry("");

        assertThat(reader.logs(entry)).hasSize(1);
        assertThat(reader.logs("\n [" + entry + " , " + entry + "]\r\n")).hasSize(2);
        assertThat(reader.logs("[]")).isEmpty();
        assertThat(reader.logs("\uFEFF" + entry)).hasSize(1);
    }

    @Test
    void leavesTheSiblingsOfABadEntryAlone() {
        String entry = Reader.entry("");

        List<Reading> readings =
                reader.logs("[%s, {\"x\": [{}, {\"y\": 1}]}, 7, [[%s]], %s]".formatted(entry, entry, entry));

        assertThat(readings.stream().map(Reading.Accepted.class::isInstance))
                .containsExactly(true, false, false, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "\"text\"",
                "42",
                "{",
                "[",
                "{}}",
                "{} {}",
                "{} x",
                "[{},]",
                "[{}",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "{\"a\": \"line\nbreak\"}",
                "{\"a\": \"\\x\"}",
                "{\"a\" 1}",
                "// comment\n{}",
            })
    void refusesABodyThatIsNotJson(String body) {
        assertThatThrownBy(() -> reader.logs(body)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.code()).isEqualTo("invalid_json");
        });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            7B22C0802220, 2
            7B00, 1
            EDA080, 0
            """)
    void refusesABodyThatIsNotUtf8AndSaysWhere(String hex, int at) {
        byte[] body = java.util.HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> reader.readers.logs().document(body, Reader.SENDER))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("byte " + at);
    }

    @Test
    void saysWhereTheJsonEndsAndNeverWhatItIs() {
        assertThatThrownBy(() -> reader.logs("{\"a\":\n  hunter2}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesAThousandEntriesAndNotOneMore() {
        String thousand = "{},".repeat(1_000);

        assertThat(reader.logs("[" + thousand.substring(0, 2_999) + "]")).hasSize(1_000);
        assertThatThrownBy(() -> reader.logs("[" + thousand + "{}]"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(413));
    }

    @Test
    @Timeout(30)
    void refusesWhatIsNestedWithoutEndInAMoment() {
        assertThatThrownBy(() -> reader.logs("[".repeat(5 << 20))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> reader.logs("{\"a\":".repeat(1 << 20))).isInstanceOf(Refusal.class);
    }

    @Test
    void rejectsABrokenLineOnly() {
        assertThat(line(Reader.entry(""))).isInstanceOf(Reading.Accepted.class);
        assertThat(code(line("{\"a\":"))).isEqualTo("invalid_json");
        assertThat(code(line("{} {}"))).isEqualTo("invalid_json");
        assertThat(code(line("[]"))).isEqualTo("not_an_object");
        assertThat(code(line(""))).isEqualTo("invalid_json");
        assertThat(code(reader.readers.logs().line(new byte[] {'{', (byte) 0xC0}, Reader.SENDER)))
                .isEqualTo("invalid_encoding");
        assertThat(code(reader.readers.logs().line(null, Reader.SENDER))).isEqualTo("line_too_long");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            login_success, authentication, INFO
            login_failed, authentication, WARN
            logout, authentication, INFO
            session_expired, authentication, INFO
            token_refreshed, authentication, INFO
            token_revoked, authentication, INFO
            password_changed, authentication, INFO
            password_reset_requested, authentication, INFO
            password_reset_completed, authentication, INFO
            two_factor_enabled, authentication, INFO
            two_factor_disabled, authentication, INFO
            two_factor_failed, authentication, WARN
            account_locked, authentication, WARN
            authorization_denied, security_audit, WARN
            role_changed, security_audit, INFO
            rate_limit_exceeded, security_audit, WARN
            suspicious_activity, security_audit, ERROR
            """)
    void mapsAuditEventsByName(String event, String source, LogEntry.Level level) {
        Draft draft = Reader.draft(reader.events("""
                        {"event": "%s", "user_id": "ann", "ip_address": "10.0.0.1", "user_agent": "curl",
                         "details": {"password": "x1"}, "timestamp": "2025-06-01T12:00:00Z"}""".formatted(event)).get(0));

        LogEntry same = reader.draft("""
                        {"source": "%s", "level": "%s", "category": "%s", "message": "%s", "user_id": "ann",
                         "ip_address": "10.0.0.1", "user_agent": "curl", "metadata": {"password": "x1"},
                         "timestamp": "2025-06-01T12:00:00Z"}""".formatted(source, level, event, event)).entry();
        assertThat(draft.entry()).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"event": "login"}                              | unknown_event
            {"event": "LOGOUT"}                             | unknown_event
            {"user_id": "ann"}                              | missing_field
            {"event": 1}                                    | bad_event
            {"event": "logout", "level": "info"}            | unknown_field
            {"event": "logout", "metadata": {}}             | unknown_field
            {"event": "logout", "principal": "x"}           | forbidden_field
            {"event": "logout", "details": "x"}             | bad_details
            {"event": "logout", "details": {"siem": 1}}     | forbidden_field
            {"event": "logout", "event": "logout"}          | duplicate_field
            {"event": "logout", "timestamp": "x"}           | bad_timestamp
            7                                               | not_an_object
            """)
    void rejectsOtherEvents(String event, String code) {
        assertThat(code(reader.events("[" + event + "]").get(0))).isEqualTo(code);
    }

    @Test
    void namesTheEventsThatItKnows() {
        Reading.Rejected rejected =
                (Reading.Rejected) reader.events("{\"event\": \"x\"}").get(0);

        assertThat(rejected.detail()).contains("login_failed", "suspicious_activity");
    }

    /** Whatever a sender does, he is answered, and soon. */
    @Test
    @Timeout(60)
    void answersEveryMutationOfABody() {
        Random random = new Random(42);
        byte[] seed = Reader.utf8("[" + Reader.entry("""
                "log_id": "0190f5fe-7c00-7000-8000-000000000001", "timestamp": "2025-06-01T12:00:00.5+01:00",
                "user_id": "Zoë \\ud83d\\ude00", "ip_address": "2001:db8::1", "user_agent": "Bearer 0123456789",
                "metadata": {"password": "x", "n": [1.50, -2e10, true, null, {"a": {"b": "https://u:p@h"}}]}""") + "]");
        byte[] alphabet = Reader.utf8("{}[]:,\"\\u0e-.19tfn =/@\u00e9\u0000");
        for (int round = 0; round < 50_000; round++) {
            byte[] body = mutated(seed, alphabet, random);
            assertThat(outcome(body))
                    .as(new String(body, StandardCharsets.UTF_8))
                    .isIn("read", "400");
        }
    }

    private static byte[] mutated(byte[] seed, byte[] alphabet, Random random) {
        byte[] body = seed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(body.length);
            int length = random.nextInt(Math.min(20, body.length - at));
            switch (random.nextInt(3)) {
                case 0 -> body[at] = alphabet[random.nextInt(alphabet.length)];
                case 1 -> System.arraycopy(body, random.nextInt(body.length - length), body, at, length);
                default -> body = Arrays.copyOf(body, Math.max(1, body.length - length));
            }
        }
        return body;
    }

    private String outcome(byte[] body) {
        try {
            reader.readers.logs().document(body, Reader.SENDER);
            reader.readers.events().line(body, Reader.SENDER);
            return "read";
        } catch (Refusal refusal) {
            return Integer.toString(refusal.status());
        }
    }

    private Reading line(String line) {
        return reader.readers.logs().line(Reader.utf8(line), Reader.SENDER);
    }

    private static String code(Reading reading) {
        return ((Reading.Rejected) reading).code();
    }
}
