package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Score.Open;
import dev.sealwatch.detection.Situation.Contribution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 0, 0, 0, 0,   LOW,      ''
            0, 0, 0, 1, 5,   LOW,      '5'
            0, 0, 2, 0, 20,  MEDIUM,   '10 10'
            0, 2, 1, 0, 50,  HIGH,     '20 20 10'
            2, 0, 0, 0, 80,  CRITICAL, '40 40'
            2, 1, 1, 1, 100, CRITICAL, '40 40 20 0 0'
            1, 2, 1, 3, 100, CRITICAL, '40 20 20 10 5 5 0'
            3, 0, 0, 0, 100, CRITICAL, '40 40 20'
            """)
    void pointsAddUpToTheScore(int critical, int high, int medium, int low, int score, String level, String points) {
        Score found = Score.of(new ThreatScore(critical, high, medium, low), open(critical, high, medium, low));

        assertThat(found.score()).isEqualTo(score);
        assertThat(found.level()).isEqualTo(level);
        assertThat(found.contributions().stream().mapToInt(Contribution::points).sum())
                .isEqualTo(score);
        assertThat(String.join(
                        " ",
                        found.contributions().stream()
                                .map(contribution -> Integer.toString(contribution.points()))
                                .toList()))
                .isEqualTo(points);
    }

    private static List<Open> open(int critical, int high, int medium, int low) {
        List<Open> all = new ArrayList<>();
        add(all, Severity.CRITICAL, critical);
        add(all, Severity.HIGH, high);
        add(all, Severity.MEDIUM, medium);
        add(all, Severity.LOW, low);
        return all;
    }

    private static void add(List<Open> all, Severity severity, int times) {
        for (int i = 0; i < times; i++) {
            all.add(new Open(all.size(), "brute_force_attack", severity, null, "203.0.113.7"));
        }
    }
}
