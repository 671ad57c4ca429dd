package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sealwatch.logs.LogEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryBytesTest {

    private static final Entries PLAIN = Entries.plain();

    @Test
    void tellsAnEmptyUserFromNone() {
        assertThat(bytes(PLAIN.withUser(""))).isNotEqualTo(bytes(PLAIN));
    }

    @Test
    void tellsEmptyMetadataFromNone() {
        assertThat(bytes(PLAIN.withMetadata("{}"))).isNotEqualTo(bytes(PLAIN));
    }

    @Test
    void readsAMappedAddressAsTheAddressInside() {
        assertThat(bytes(PLAIN.withAddress("::ffff:10.0.0.1"))).isEqualTo(bytes(PLAIN.withAddress("10.0.0.1")));
    }

    @Test
    void ignoresHowMetadataIsSpelled() {
        assertThat(bytes(PLAIN.withMetadata("{\"b\": 1.50, \"a\": \"\\u00e9\"}")))
                .isEqualTo(bytes(PLAIN.withMetadata("{\"a\":\"é\",\"b\":1.5}")));
    }

    @Test
    void keepsFieldsApart() {
        assertThat(bytes(PLAIN.withMessage("a").withUser("b")))
                .isNotEqualTo(bytes(PLAIN.withMessage("ab").withUser("")));
    }

    @Test
    void signsANulLikeAnyCharacter() {
        assertThat(bytes(PLAIN.withMessage("a\0b"))).isNotEqualTo(bytes(PLAIN.withMessage("ab")));
    }

    @Test
    void refusesALoneSurrogate() {
        assertThatIllegalArgumentException().isThrownBy(() -> bytes(PLAIN.withMessage("\ud800")));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001999Z, 1",
        "1969-12-31T23:59:59.999999Z, -1",
        "2024-11-30T20:53:20.002500Z, 1733000000002500",
    })
    void countsMicroseconds(Instant time, long micros) {
        assertThat(EntryBytes.micros(time)).isEqualTo(micros);
    }

    @Test
    void contentIgnoresWhatTheServerAdds() {
        LogEntry sent = PLAIN.withMetadata("{\"a\":1}").of("token:one");
        LogEntry stored = PLAIN.withMetadata("{\"siem\":{\"skew\":1},\"a\":1.0}")
                .of("token:two")
                .received(sent.logId(), sent.createdAt().plusSeconds(60));

        assertThat(EntryBytes.content(stored, true)).isEqualTo(EntryBytes.content(sent, true));
    }

    @Test
    void contentTakesMetadataOfTheServerAloneAsAbsent() {
        assertThat(EntryBytes.content(PLAIN.withMetadata("{\"siem\":{}}").of("p"), true))
                .isEqualTo(EntryBytes.content(PLAIN.of("p"), true))
                .isNotEqualTo(EntryBytes.content(PLAIN.withMetadata("{}").of("p"), true));
    }

    @Test
    void contentCountsATimestampOnlyWhenItWasSent() {
        LogEntry first = PLAIN.of("p");
        LogEntry later = new LogEntry(
                first.logId(),
                first.source(),
                first.level(),
                first.category(),
                first.message(),
                first.metadata(),
                first.userId(),
                first.ipAddress(),
                first.userAgent(),
                first.timestamp().plusSeconds(9),
                first.createdAt(),
                first.principal(),
                first.retentionDays());

        assertThat(EntryBytes.content(later, false)).isEqualTo(EntryBytes.content(first, false));
        assertThat(EntryBytes.content(later, true)).isNotEqualTo(EntryBytes.content(first, true));
    }

    @Test
    void contentNoticesAnyOtherDifference() {
        assertThat(EntryBytes.content(PLAIN.withMessage("other").of("p"), true))
                .isNotEqualTo(EntryBytes.content(PLAIN.of("p"), true));
    }

    private static byte[] bytes(Entries entry) {
        return EntryBytes.of(entry.of("user:ann"));
    }
}
