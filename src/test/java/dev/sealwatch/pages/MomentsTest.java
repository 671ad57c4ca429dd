package dev.sealwatch.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.250Z");
    private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

    @ParameterizedTest
    @CsvSource(textBlock = """
            now,                         2026-11-22T12:00:00Z
            now-15m,                     2026-11-22T11:45:00Z
            now-24h,                     2026-11-21T12:00:00Z
            now-7d,                      2026-11-15T12:00:00Z
            now-2w,                      2026-11-08T12:00:00Z
            2026-11-22T10:00:00Z,        2026-11-22T10:00:00Z
            2026-11-22T10:00:00.5+02:00, 2026-11-22T08:00:00.500Z
            2026-11-22T10:00,            2026-11-22T08:00:00Z
            2026-11-22 10:00:05,         2026-11-22T08:00:05Z
            2026-07-22,                  2026-07-21T21:00:00Z
            """)
    void readsWhatPeopleWrite(String text, Instant time) {
        assertThat(Moments.of(text, BUCHAREST, NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "now-", "now-1y", "now+1h", "now-99999w", "1969-12-31T00:00:00Z", "2026-13-01"})
    void takesNothingElse(String text) {
        assertThat(Moments.of(text, BUCHAREST, NOW)).isEmpty();
    }
}
