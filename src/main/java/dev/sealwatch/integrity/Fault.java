package dev.sealwatch.integrity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.UUID;

/**
 * One thing that is wrong.
 *
 * @param logId null where it is not known, or where the fault is the batch's
 * @param batchPos null where the fault is the batch's
 * @param leafIndex null for what is not sealed
 */
@RegisterForReflection
record Fault(UUID logId, long batchNo, Integer batchPos, Long leafIndex, Reason reason) {

    /** By place; what concerns the batch comes first. */
    static final Comparator<Fault> ORDER = Comparator.comparing(Fault::batchNo)
            .thenComparing(Fault::batchPos, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Fault::reason);

    static Fault of(Reason reason, FoundRow row) {
        return new Fault(row.logId(), row.place().batchNo(), row.place().pos(), null, reason);
    }

    static Fault of(Reason reason, UUID logId, Place place) {
        return new Fault(logId, place.batchNo(), place.pos(), null, reason);
    }

    static Fault ofBatch(Reason reason, long batchNo) {
        return new Fault(null, batchNo, null, null, reason);
    }

    /** Whether it is about that entry there, or about a batch as a whole. */
    boolean concerns(Place place, UUID entry) {
        return batchPos == null || place.equals(new Place(batchNo, batchPos)) && entry.equals(logId);
    }
}
