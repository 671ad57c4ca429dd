package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Asks the detectors' questions about everybody, in pages, so that an answer can be too large. */
@ApplicationScoped
class PastStore {

    private static final long DAY = Micros.of(Duration.ofDays(1));

    /**
     * Everything in a stretch of time, day by day, since no statement may take long; fails with a refusal of 422 beyond
     * that many entries.
     *
     * @param range without a key
     */
    Uni<Read> within(SqlConnection connection, Detector detector, Range range, int most) {
        Reading reading = new Reading(
                page -> EventStore.read(page, batchNo -> true, batchNo -> true), most, () -> tooLarge(detector, most));
        return Multi.createFrom()
                .iterable(range.parts(DAY))
                .onItem()
                .transformToUniAndConcatenate(
                        day -> reading.of(connection, detector, EventStore.scan(List.of(), List.of(day))))
                .collect()
                .last();
    }

    private static Refusal tooLarge(Detector detector, int most) {
        return Refusal.of(
                422,
                "replay_too_large",
                "Over " + most + " entries matter to " + detector.type()
                        + ": shorten the range, or leave it out of the types.");
    }
}
