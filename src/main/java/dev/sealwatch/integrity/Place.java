package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogBatch;
import java.util.UUID;

/** Where an entry lies: its batch, and its position in it. */
record Place(long batchNo, int pos) {

    /** What the table of known ids says of an id that its sender chose. */
    record Known(UUID logId, String principal, Place place) {}

    static Place ofId(long id) {
        return new Place(LogBatch.numberIn(id), LogBatch.positionIn(id));
    }
}
