package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Episode.Crossing;
import dev.sealwatch.detection.Episode.Worst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four entries of one address in an hour, of which over three in ten are errors, are worse than four others. */
class TimelineTest {

    private static final Detector DETECTOR = new SuspiciousIp(new Rule(4, Duration.ofHours(1)), 10, 30);

    private final List<Event> events = new ArrayList<>();

    @Test
    void weighsAWindowWithAllThatHappenedAtItsEnd() {
        happen(0, 2, true, true);
        happen(0, 8, false, true);

        assertThat(new Timeline(DETECTOR).judge(List.of(), events, null))
                .extracting(finding -> finding.episode().severity())
                .containsExactly(Severity.LOW);
    }

    /** Two fresh events hours apart; before the later one only a window's length is read. */
    @Test
    void weighsNoWindowOfWhichOnlyAPartWasRead() {
        Episode known = new Episode(
                1L,
                minutes(0),
                new Crossing(minutes(3), 3),
                minutes(199),
                400,
                new Worst(90, DETECTOR.rule()),
                Severity.LOW,
                false,
                null);
        happen(1, 1, false, true);
        happen(141, 2, true, false);
        happen(142, 2, false, false);
        happen(150, 12, false, false);
        happen(200, 1, false, true);

        assertThat(new Timeline(DETECTOR).judge(List.of(known), events, null))
                .extracting(finding -> finding.episode().severity())
                .containsExactly(Severity.LOW);
    }

    private void happen(int minute, int times, boolean marked, boolean fresh) {
        for (int i = 0; i < times; i++) {
            events.add(new Event(100 + events.size(), minutes(minute), null, marked, true, fresh));
        }
    }

    private static long minutes(int minutes) {
        return Duration.ofMinutes(minutes).toSeconds() * 1_000_000;
    }
}
