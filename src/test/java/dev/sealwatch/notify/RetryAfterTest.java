package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @ParameterizedTest(name = "{0}: {1} s")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                     | -
            0                                     | 0
            120                                   | 120
            3600                                  | 3600
            3601                                  | 3600
            99999999999999999999                  | 3600
            0000000000000120                      | 120
            Sun, 06 Nov 1994 08:49:37 GMT         | 37
            Sunday, 06-Nov-94 08:49:37 GMT        | -
            Friday, 06-Nov-26 08:49:37 GMT        | 3600
            Sun Nov  6 08:49:37 1994              | 37
            Sun, 06 Nov 1994 10:49:37 GMT         | 3600
            Sun, 06 Nov 1994 08:48:59 GMT         | -
            Fri, 31 Dec 9999 23:59:59 GMT         | 3600
            Mon, 06 Nov 1994 08:49:37 GMT         | -
            -5                                    | -
            1.5                                   | -
            5 s                                   | -
            120, 120                              | -
            ''                                    | -
            """)
    void isHeededUpToAnHour(String header, Long seconds) {
        assertThat(RetryAfter.of(header, NOW, Duration.ofHours(1)))
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
