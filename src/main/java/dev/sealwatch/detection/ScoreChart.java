package dev.sealwatch.detection;

import dev.sealwatch.pages.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The threat score of the last day as bars, one an hour.
 *
 * @param bars the eldest first
 */
record ScoreChart(List<Bar> bars) {

    static final Duration BACK = Duration.ofDays(1);

    private static final int WIDTH = 20;
    private static final int MOST = 100;

    /** The highest score of an hour, or null where there was no cycle. @param x where the bar begins, of 480 */
    record Bar(Instant from, Instant until, Integer score, int x) {

        /** Of 100; a score of nothing is still to be seen. */
        public int height() {
            return score == null ? 0 : Math.max(score, 1);
        }

        public int top() {
            return MOST - height();
        }

        /** The anomalies of that hour. */
        public Query link() {
            return Query.at("security/intelligence")
                    .with("tab", "anomalies")
                    .with("status", "all")
                    .with("from", from)
                    .with("to", until);
        }

        public String level() {
            return ThreatScore.level(score == null ? 0 : score).word();
        }
    }

    static ScoreChart of(List<Score.Point> history, Instant now) {
        Map<Instant, Integer> highest = history.stream()
                .collect(Collectors.toMap(
                        point -> point.at().truncatedTo(ChronoUnit.HOURS), Score.Point::score, Math::max));
        Instant last = now.truncatedTo(ChronoUnit.HOURS);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < BACK.toHours(); i++) {
            Instant from = last.minus(BACK.toHours() - 1 - i, ChronoUnit.HOURS);
            bars.add(new Bar(from, from.plus(1, ChronoUnit.HOURS), highest.get(from), i * WIDTH));
        }
        return new ScoreChart(bars);
    }

    public Bar first() {
        return bars.get(0);
    }

    public Bar last() {
        return bars.get(bars.size() - 1);
    }
}
