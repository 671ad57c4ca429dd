package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Proven;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is written of findings: $1 the shortest gap, then a column for each of theirs. */
final class FindingColumns {

    private FindingColumns() {}

    static Tuple of(Detector detector, List<Proven> found, TraceStore traces) {
        Object[] columns = {
            (double) Rule.SHORTEST_GAP.toSeconds(),
            Columns.of(found, proven -> proven.finding().episode().id(), Long[]::new),
            Columns.of(found, Proven::key, String[]::new),
            times(found, Episode::firstSeen),
            times(found, episode -> episode.crossing().time()),
            Columns.of(found, proven -> proven.finding().episode().crossing().entry(), Long[]::new),
            times(found, Episode::lastSeen),
            Columns.of(found, proven -> proven.finding().episode().count(), Long[]::new),
            Columns.of(found, proven -> proven.finding().episode().worst().observed(), Integer[]::new),
            Columns.of(found, proven -> severity(proven).word(), String[]::new),
            Columns.of(found, proven -> detector.confidence(severity(proven)), Double[]::new),
            Columns.of(found, proven -> proven.finding().episode().followed(), Boolean[]::new),
            Columns.of(found, proven -> traces.write(proven.evidence()), String[]::new),
            Columns.of(found, Proven::userId, String[]::new),
            Columns.of(found, Proven::ipAddress, String[]::new),
            Columns.of(found, Proven::late, Boolean[]::new),
            Columns.of(found, proven -> rule(proven).threshold(), Integer[]::new),
            Columns.of(found, proven -> rule(proven).window().toSeconds(), Long[]::new),
            Columns.of(found, Proven::userKey, String[]::new)
        };
        return Tuple.from(Arrays.asList(columns));
    }

    private static Rule rule(Proven proven) {
        return proven.finding().episode().worst().rule();
    }

    private static Severity severity(Proven proven) {
        return proven.finding().episode().severity();
    }

    private static OffsetDateTime[] times(List<Proven> found, ToLongFunction<Episode> time) {
        return Columns.of(
                found, proven -> Micros.time(time.applyAsLong(proven.finding().episode())), OffsetDateTime[]::new);
    }
}
