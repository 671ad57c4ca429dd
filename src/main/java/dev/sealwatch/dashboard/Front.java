package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.dashboard.Traffic.Hour;
import dev.sealwatch.pages.Query;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the overview shows besides the score and the cards.
 *
 * @param total entries of the last day
 * @param bars of its hours
 * @param checked null before the first verification
 */
record Front(Alerts.Live alerts, long total, List<Bar> bars, Checked checked) {

    private static final int WIDTH = 10;
    private static final int HEIGHT = 60;

    /** What is there at all is to be seen. */
    private static final int LEAST = 2;

    private static final Query LOGS = Query.at("security/intelligence").with("tab", "logs");

    /** An hour of the drawing, in its units. @param link to its entries */
    record Bar(int left, int top, int height, Instant from, long entries, Query link) {}

    /** The last verification. @param faults whatever is not as it was signed */
    record Checked(Instant at, boolean done, long total, long verified, long faults) {

        static Checked of(Integrity last) {
            JsonObject result = new JsonObject(last.result() == null ? "{}" : last.result());
            long faults =
                    result.getLong("tampered", 0L) + result.getLong("missing", 0L) + result.getLong("inserted", 0L);
            return new Checked(
                    last.startedAt(),
                    last.result() != null,
                    result.getLong("total", 0L),
                    result.getLong("verified", 0L),
                    faults);
        }
    }

    static Front of(Alerts.Live alerts, Traffic traffic, Integrity last) {
        List<Hour> hours = traffic.timeline();
        long most = hours.stream().mapToLong(Hour::count).max().orElse(0);
        List<Bar> bars = IntStream.range(0, hours.size())
                .mapToObj(place -> bar(place, hours.get(place), most))
                .toList();
        return new Front(alerts, traffic.total(), bars, last == null ? null : Checked.of(last));
    }

    private static Bar bar(int place, Hour hour, long most) {
        int height = hour.count() == 0 ? 0 : (int) Math.max(LEAST, hour.count() * HEIGHT / most);
        Query link = LOGS.with("from", hour.time()).with("to", hour.time().plus(Duration.ofHours(1)));
        return new Bar(place * WIDTH, HEIGHT - height, height, hour.time(), hour.count(), link);
    }
}
