package dev.sealwatch.ingest;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** Skips the header of a gzip member (RFC 1952, section 2.3), however it is cut into pieces. */
final class GzipHeader {

    private static final int FIXED_BYTES = 10;
    private static final int DEFLATE = 8;
    /** Room for a file name and a comment; a longer header serves nobody. */
    private static final int LONGEST_BYTES = 8 * 1024;

    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final Buffer seen = Buffer.buffer();
    private boolean passed;

    boolean isNew() {
        return seen.length() == 0;
    }

    boolean isPassed() {
        return passed;
    }

    /** What of this piece lies behind the header. */
    byte[] skip(byte[] piece) {
        if (passed) {
            return piece;
        }
        seen.appendBytes(piece);
        int end = end();
        if (end < 0) {
            if (seen.length() > LONGEST_BYTES) {
                throw Gunzip.broken("Its header is too long.");
            }
            return new byte[0];
        }
        passed = true;
        byte[] all = seen.getBytes();
        return Arrays.copyOfRange(all, end, all.length);
    }

    /** Where the data begins, or -1 while that can't be told. */
    private int end() {
        if (seen.length() < FIXED_BYTES) {
            return -1;
        }
        int flags = seen.getUnsignedByte(3);
        boolean gzip = seen.getUnsignedByte(0) == 0x1F && seen.getUnsignedByte(1) == 0x8B;
        if (!gzip || seen.getUnsignedByte(2) != DEFLATE || (flags & RESERVED) != 0) {
            throw Gunzip.broken("It does not begin like one.");
        }
        int at = FIXED_BYTES;
        if ((flags & HAS_EXTRA) != 0) {
            at = at + 2 > seen.length() ? -1 : at + 2 + seen.getUnsignedShortLE(at);
        }
        at = (flags & HAS_NAME) != 0 ? afterText(at) : at;
        at = (flags & HAS_COMMENT) != 0 ? afterText(at) : at;
        at = (flags & HAS_CRC) != 0 && at >= 0 ? at + 2 : at;
        return at > seen.length() ? -1 : at;
    }

    private int afterText(int from) {
        for (int at = from; at >= 0 && at < seen.length(); at++) {
            if (seen.getByte(at) == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
