package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two events that come at once and lie far apart join what lay quietly between them. */
@QuarkusTest
class PauseTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @BeforeEach
    void empty() {
        detection.reset();
    }

    /** Seconds after noon of failed logins from one address, as two cycles find them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0-7 570 660 780     | 8 1350   | 13
            0-7 570 660-666 1165 | 8 1755  | 19
            0-9 700 770 900     | 150 1450 | 15
            """)
    void countsWhatLiesBetweenThem(String before, String then, long count) {
        Instant now = NOON.plusSeconds(7200);
        arrive(now, before);
        arrive(now.plusSeconds(60), then);

        assertThat(detection.rows())
                .extracting(row -> row.getLong("event_count"))
                .containsExactly(count);
    }

    private void arrive(Instant now, String seconds) {
        rows.storeAt(now, failures(seconds));
        detection.cycleAt(now);
    }

    private static List<AnEntry> failures(String seconds) {
        return Arrays.stream(seconds.trim().split(" "))
                .flatMap(PauseTest::seconds)
                .map(second -> AnEntry.at(NOON.plusSeconds(second))
                        .category("login_failed")
                        .address("203.0.113.7"))
                .toList();
    }

    private static Stream<Integer> seconds(String range) {
        String[] ends = range.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                .boxed();
    }
}
