package dev.sealwatch.integrity;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.LongStream;

/** A batch whose entries are each true and whose MAC is of something else, kept until its writer's gaps are known. */
record Unfit(BatchRow batch, KeyInUse key, Reconstruction original, List<byte[]> commits) {

    /** However wide a gap is, so many numbers of it are tried. */
    private static final int TRIED = 100;

    boolean fillsOneOf(Gap gap) {
        return LongStream.rangeClosed(gap.first(), Math.min(gap.last(), gap.first() + TRIED))
                .anyMatch(seq -> wasMadeBy(gap.writer(), seq));
    }

    /** Whether it is the batch that its writer made with that number. */
    private boolean wasMadeBy(String writer, long writerSeq) {
        return key.key()
                .map(k -> k.mac(writer, writerSeq, original.createdAt(), commits))
                .filter(mac -> MessageDigest.isEqual(mac, batch.mac()))
                .isPresent();
    }
}
