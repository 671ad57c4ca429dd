package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            2025-06-01T12:00:00Z,              2025-06-01T12:00:00Z
            2025-06-01t12:00:00z,              2025-06-01T12:00:00Z
            2025-06-01T12:00:00.5Z,            2025-06-01T12:00:00.5Z
            2025-06-01T12:00:00.1234569Z,      2025-06-01T12:00:00.123456Z
            2025-06-01T12:00:00.9999999999999Z, 2025-06-01T12:00:00.999999Z
            2025-06-01T12:00:00+02:00,         2025-06-01T10:00:00Z
            2025-06-01T12:00:00.25-11:30,      2025-06-01T23:30:00.25Z
            2025-06-01T12:00:00-00:00,         2025-06-01T12:00:00Z
            2024-02-29T23:59:59Z,              2024-02-29T23:59:59Z
            1969-12-31T23:59:59.5Z,            1969-12-31T23:59:59.5Z
            0000-01-01T00:00:00Z,              0000-01-01T00:00:00Z
            9999-12-31T23:59:59Z,              9999-12-31T23:59:59Z
            """)
    void readsRfc3339(String text, Instant time) {
        assertThat(Timestamps.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1733000000",
                "2025-06-01",
                "2025-06-01T12:00:00",
                "2025-06-01T12:00:00.5",
                "2025-06-01 12:00:00Z",
                "2025-06-01T12:00Z",
                "2025-06-01T12:00:60Z",
                "2025-06-01T24:00:00Z",
                "2025-06-01T12:60:00Z",
                "2025-02-29T12:00:00Z",
                "2025-13-01T12:00:00Z",
                "2025-00-01T12:00:00Z",
                "2025-06-00T12:00:00Z",
                "2025-06-31T12:00:00Z",
                "2025-6-1T12:00:00Z",
                "+2025-06-01T12:00:00Z",
                "2025-06-01T12:00:00.Z",
                "2025-06-01T12:00:00,5Z",
                "2025-06-01T12:00:00+2:00",
                "2025-06-01T12:00:00+0200",
                "2025-06-01T12:00:00+02",
                "2025-06-01T12:00:00+24:00",
                "2025-06-01T12:00:00+02:60",
                "2025-06-01T12:00:00Z ",
                " 2025-06-01T12:00:00Z",
                "2025-06-01T12:00:00Z[UTC]",
                "2025-06-01T12:00:00+02:00x",
                "२०२५-06-01T12:00:00Z",
                "2025-06-01T12:00:00.५Z",
            })
    void takesNothingElse(String text) {
        assertThat(Timestamps.parse(text)).isNull();
    }
}
