package dev.sealwatch.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Times and ids of the entries that are sent now, as they stand in JSON. */
final class Stamp {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 1L << 63;

    private long ids = new java.util.Random().nextLong() >>> 2;

    byte[] time() {
        return MICROS.format(Instant.now()).getBytes(US_ASCII);
    }

    /** A UUIDv7 (RFC 9562), the next at each call. */
    byte[] id() {
        long high = System.currentTimeMillis() << 16 | VERSION_7;
        return new UUID(high, VARIANT | ids++).toString().getBytes(US_ASCII);
    }
}
