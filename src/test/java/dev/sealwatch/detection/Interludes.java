package dev.sealwatch.detection;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * For one cycle other rules hold, under which nothing is an anomaly, while strangers do one thing of each kind: what was
 * counted and kept by the usual rules must not be missed, nor believed, when these return.
 */
@Singleton
class Interludes {

    private static final int NEVER = 1_000_000;

    private final Detection detection;
    private final LogRows rows;
    private int strangers;

    Interludes(Detection detection, LogRows rows) {
        this.detection = detection;
        this.rows = rows;
    }

    /** @param now when everything that was sent has been judged */
    void play(List<Law> laws, Streams streams, Instant now) {
        laws.forEach(law -> detection.threshold(law.type(), NEVER, streams.window()));
        strangers++;
        rows.storeAt(
                now,
                List.of(
                        entry(now, "login_failed"),
                        entry(now, "login_success"),
                        entry(now, "access"),
                        entry(now, "authorization_denied"),
                        entry(now, "data_export"),
                        entry(now, "rate_limit_exceeded")));
        detection.cycleAt(now);
        laws.forEach(law -> detection.threshold(law.type(), law.threshold(), law.window()));
    }

    private AnEntry entry(Instant now, String category) {
        String address = "10.77." + strangers / 250 % 250 + "." + (strangers % 250 + 1);
        return AnEntry.at(now).category(category).user("stranger" + strangers).address(address);
    }
}
