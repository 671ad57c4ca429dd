package dev.sealwatch.platform;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Time-ordered ids: UUID version 7 of RFC 9562, section 5.7. Unique, not secret: nothing is opened by knowing one. */
public final class Uuid7 {

    private static final int VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuid7() {}

    /** The {@code sequence}-th id (0 to 4 095, then it wraps) of a millisecond: ascending as long as it does not wrap. */
    public static UUID at(Instant time, int sequence) {
        long high = time.toEpochMilli() << 16 | VERSION | sequence & 0xFFF;
        return new UUID(high, ThreadLocalRandom.current().nextLong() >>> 2 | VARIANT);
    }
}
