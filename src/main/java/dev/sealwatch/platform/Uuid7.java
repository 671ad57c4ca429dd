package dev.sealwatch.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Time-ordered ids: UUID version 7 of RFC 9562, section 5.7. */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuid7() {}

    /** The {@code sequence}-th id (0 to 4 095, then it wraps) of a millisecond: ascending as long as it does not wrap. */
    public static UUID at(Instant time, int sequence) {
        long high = time.toEpochMilli() << 16 | VERSION | sequence & 0xFFF;
        return new UUID(high, RANDOM.nextLong() >>> 2 | VARIANT);
    }
}
