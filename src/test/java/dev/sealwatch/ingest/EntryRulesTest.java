package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.platform.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each field of an entry; metadata has its own page. */
class EntryRulesTest {

    private final Reader reader = new Reader();

    @Test
    void keepsEveryFieldAsSent() {
        Draft draft = reader.draft("""
                {"log_id": "0190F5FE-7c00-7000-8000-000000000001", "timestamp": "2025-06-01T13:59:59.1234567+02:00",
                 "source": "access", "level": "warn", "category": "login_failed", "message": "Zürich 😀 \\u0041",
                 "metadata": {"a": 1}, "user_id": " Ann ", "ip_address": "[2001:DB8::1]:443", "user_agent": "curl/8"}""");

        assertThat(draft.entry())
                .isEqualTo(new LogEntry(
                        UUID.fromString("0190f5fe-7c00-7000-8000-000000000001"),
                        "access",
                        Level.WARN,
                        "login_failed",
                        "Zürich 😀 A",
                        "{\"a\":1}",
                        " Ann ",
                        IpAddress.parse("2001:db8::1").orElseThrow(),
                        "curl/8",
                        Instant.parse("2025-06-01T11:59:59.123456Z"),
                        null,
                        "token:app",
                        90));
        assertThat(draft.warnings()).isEmpty();
        assertThat(draft.idSent() && draft.timestampSent()).isTrue();
    }

    @Test
    void takesNullForAbsent() {
        Draft draft = reader.with("""
                "log_id": null, "timestamp": null, "metadata": null, "user_id": null, "ip_address": null,
                "user_agent": null, "created_at": null""");

        assertThat(draft).isEqualTo(reader.with(""));
        assertThat(draft.idSent() || draft.timestampSent()).isFalse();
    }

    @Test
    void storesAnEmptyMessageAndUser() {
        LogEntry entry = reader.draft("""
                        {"source": "access", "level": "info", "category": "a", "message": "", "user_id": ""}""").entry();

        assertThat(entry.message() + entry.userId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            debug, DEBUG
            trace, DEBUG
            INFO, INFO
            Notice, INFO
            warn, WARN
            WARNING, WARN
            error, ERROR
            Err, ERROR
            critical, CRITICAL
            fatal, CRITICAL
            ALERT, CRITICAL
            emergency, CRITICAL
            """)
    void mapsLevelsInAnyCase(String word, Level level) {
        String body = Reader.entry("").replace("\"info\"", '"' + word + '"');

        assertThat(reader.draft(body).entry().level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            auth_fail, login_failed
            authentication_failed, login_failed
            failed_login, login_failed
            login_failure, login_failed
            auth_success, login_success
            login, login_success
            mfa_failed, two_factor_failed
            2fa_failed, two_factor_failed
            unauthorized_access, authorization_denied
            access_denied, authorization_denied
            permission_denied, authorization_denied
            forbidden, authorization_denied
            request, access
            http_request, access
            export, data_export
            download, data_download
            file_download, data_download
            rate_limit, rate_limit_exceeded
            rate_limited, rate_limit_exceeded
            too_many_requests, rate_limit_exceeded
            """)
    void mapsAliasesOfCategoriesAndKeepsTheNameAsSent(String alias, String category) {
        Draft draft = reader.draft(Reader.entry("").replace("\"test\"", '"' + alias + '"'));

        assertThat(draft.entry().category()).isEqualTo(category);
        assertThat(draft.entry().metadata()).isEqualTo("{\"siem\":{\"category_raw\":\"" + alias + "\"}}");
        assertThat(draft.content().metadata()).isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2025-06-02T12:00:00Z,        true
            2025-06-01T12:05:00.000001Z, true
            2025-06-01T12:05:00Z,        false
            1970-01-01T00:00:00Z,        false
            """)
    void flagsATimestampOverFiveMinutesAhead(String timestamp, boolean skewed) {
        Draft draft = reader.with("\"timestamp\": \"" + timestamp + '"');

        assertThat(draft.entry().timestamp()).isEqualTo(timestamp);
        assertThat(draft.entry().metadata()).isEqualTo(skewed ? "{\"siem\":{\"skew\":true}}" : null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "timestamp": "2025-06-02T12:00:00.000001Z" | bad_timestamp
            "timestamp": "1969-12-31T23:59:59.999999Z" | bad_timestamp
            "timestamp": "2025-06-01T12:00:00"         | bad_timestamp
            "timestamp": 1733000000                    | bad_timestamp
            "log_id": "0190f5fe7c0070008000000000000001" | bad_log_id
            "log_id": "190f5fe-7c00-7000-8000-000000000001" | bad_log_id
            "log_id": "0190f5fe-7c00-7000-8000-00000000000g" | bad_log_id
            "log_id": 1                                | bad_log_id
            "user_id": 7                               | bad_user_id
            "ip_address": ["10.0.0.1"]                 | bad_ip_address
            "user_agent": {"a": 1}                     | bad_user_agent
            "metadata": "text"                         | bad_metadata
            "metadata": [1]                            | bad_metadata
            "metadata": {"siem": {}}                   | forbidden_field
            "metadata": {"siem": null}                 | forbidden_field
            "created_at": "2025-06-01T12:00:00Z"       | forbidden_field
            "principal": "user:root"                   | forbidden_field
            "retention_days": 65535                    | forbidden_field
            "signature": {"a": [1, {}]}                | forbidden_field
            "key_id": "a"                              | forbidden_field
            "batch_no": 1                              | forbidden_field
            "batch_pos": 1                             | forbidden_field
            "leaf_index": 1                            | forbidden_field
            "usr_id": "ann"                            | unknown_field
            "Level": "info"                            | unknown_field
            "event": "login_failed"                    | unknown_field
            "": null                                   | unknown_field
            "message": "again"                         | duplicate_field
            "user_id": null, "user_id": "ann"          | duplicate_field
            """)
    void rejects(String field, String code) {
        assertThat(reader.rejected(Reader.entry(field)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                         | missing_field
            {"source": "access", "level": "info", "category": "a"}                     | missing_field
            {"source": null, "level": "info", "category": "a", "message": "m"}         | missing_field
            {"source": "shop", "level": "info", "category": "a", "message": "m"}       | unknown_source
            {"source": "access", "level": "loud", "category": "a", "message": "m"}     | bad_level
            {"source": "access", "level": "info", "category": "", "message": "m"}      | bad_category
            {"source": "access", "level": "info", "category": "a-b", "message": "m"}   | bad_category
            {"source": "access", "level": "info", "category": "Ab", "message": "m"}    | bad_category
            {"source": "access", "level": "info", "category": "_a", "message": "m"}    | bad_category
            {"source": "access", "level": "info", "category": "a", "message": 5}       | bad_message
            {"source": "access", "level": 3, "category": "a", "message": "m"}          | bad_level
            [[]]                                                                       | not_an_object
            [{"a": [1, 2]}]                                                            | unknown_field
            ["text"]                                                                   | not_an_object
            [null]                                                                     | not_an_object
            """)
    void rejectsWhatIsNoEntry(String body, String code) {
        assertThat(reader.rejected(body).code()).isEqualTo(code);
    }

    @Test
    void limitsCategoriesTo64Characters() {
        String category = "a".repeat(64);

        assertThat(reader.draft(Reader.entry("").replace("test", category))
                        .entry()
                        .category())
                .isEqualTo(category);
        assertThat(reader.rejected(Reader.entry("").replace("test", category + "a"))
                        .code())
                .isEqualTo("bad_category");
    }

    @Test
    void namesTheEntryThatItRejectsButNeverQuotesIt() {
        Reading.Rejected rejected = reader.rejected(Reader.entry("""
                "timestamp": "password=hunter2", "log_id": "0190f5fe-7c00-7000-8000-000000000001\""""));
        Reading.Rejected unknown = reader.rejected(Reader.entry("\"password=hunter2 " + "x".repeat(99) + "\": 1"));

        assertThat(rejected.logId()).hasToString("0190f5fe-7c00-7000-8000-000000000001");
        assertThat(rejected.detail()).doesNotContain("hunter2");
        assertThat(unknown.detail()).contains("password=[REDACTED:password]").hasSizeLessThan(150);
    }

    @Test
    void cutsALongMessageAtACharacterAfterRedaction() {
        String text = "x".repeat(65_534) + "€ password=hunter2";

        Draft draft = reader.draft(Reader.entry("").replace("Something happened", text));

        String redacted = text.replace("hunter2", "[REDACTED:password]");
        assertThat(draft.entry().message()).isEqualTo("x".repeat(65_534));
        assertThat(draft.entry().metadata())
                .isEqualTo("{\"siem\":{\"truncated\":{\"bytes\":%d,\"sha256\":\"%s\"}}}"
                        .formatted(Utf8.length(redacted), JsonText.sha256(redacted)));
        assertThat(codes(draft)).containsExactly("message_truncated");
    }

    @Test
    void keepsAMessageOfExactlyTheLimit() {
        String text = "é".repeat(32_768);

        Draft draft = reader.draft(Reader.entry("").replace("Something happened", text));

        assertThat(draft.entry().message()).isEqualTo(text);
        assertThat(draft.warnings()).isEmpty();
    }

    @Test
    void cutsAUserAndAnAgentByCharacters() {
        Draft kept = reader.with(
                "\"user_id\": \"%s\", \"user_agent\": \"%s\"".formatted("😀".repeat(256), "x".repeat(1024)));
        Draft cut = reader.with(
                "\"user_id\": \"%s\", \"user_agent\": \"%s\"".formatted("😀".repeat(257), "x".repeat(1025)));

        assertThat(kept.warnings()).isEmpty();
        assertThat(cut.entry().userId()).isEqualTo(kept.entry().userId());
        assertThat(cut.entry().userAgent()).isEqualTo(kept.entry().userAgent());
        assertThat(cut.entry().metadata())
                .contains("\"user_id_truncated\":{\"bytes\":1028,", "\"user_agent_truncated\":{\"bytes\":1025,");
        assertThat(codes(cut)).containsExactly("user_id_truncated", "user_agent_truncated");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            127.1
            2130706433
            0x7f.1
            010.1.1.1
            10.0.0.0/8
            host.example
            256.1.1.1
            """)
    void keepsWhatIsNoAddressBeside(String text) {
        Draft draft = reader.with("\"ip_address\": \"" + text + '"');

        assertThat(draft.entry().ipAddress()).isNull();
        assertThat(draft.entry().metadata()).isEqualTo("{\"siem\":{\"ip_raw\":\"" + text + "\"}}");
        assertThat(codes(draft)).containsExactly("bad_ip_address");
    }

    @Test
    void redactsEveryText() {
        Draft draft = reader.with("""
                "user_id": "https://a:b@h", "user_agent": "Bearer 0123456789", "ip_address": "password=x1",
                "metadata": {"note": "token=x1"}""");

        assertThat(draft.entry().userId()).isEqualTo("https://[REDACTED:url_credentials]@h");
        assertThat(draft.entry().userAgent()).isEqualTo("Bearer [REDACTED:bearer]");
        assertThat(draft.entry().metadata())
                .isEqualTo(
                        "{\"note\":\"token=[REDACTED:token]\",\"siem\":{\"ip_raw\":\"password=[REDACTED:password]\"}}");
        assertThat(reader.redactions).containsOnlyKeys("bearer", "password", "token", "url_credentials");
    }

    @Test
    void replacesWhatPostgresCanNotStore() {
        Draft draft = reader.with(
                "\"user_id\": \"a\\u0000b\\ud800c\\udc00\", \"metadata\": {\"k\\u0000\": \"\\ud83d\\ude00\\udfff\"}");

        assertThat(draft.entry().userId()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(draft.entry().metadata()).isEqualTo("{\"k\uFFFD\":\"😀\uFFFD\",\"siem\":{\"sanitized\":true}}");
        assertThat(codes(draft)).containsExactly("text_sanitized");
    }

    private static List<String> codes(Draft draft) {
        return draft.warnings().stream().map(Warning::code).toList();
    }
}
