package dev.sealwatch.integrity;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code log_batches} as found.
 *
 * @param previousSeq the highest lower number of its writer, or 0, and {@code previousNo} the batch that has it
 */
record BatchRow(
        long batchNo,
        String writer,
        long writerSeq,
        Instant createdAt,
        int entries,
        int keyNo,
        byte[] mac,
        long previousSeq,
        long previousNo) {

    Optional<Gap> gap() {
        return previousSeq + 1 == writerSeq
                ? Optional.empty()
                : Optional.of(new Gap(writer, previousSeq + 1, writerSeq - 1, previousNo, batchNo));
    }
}
