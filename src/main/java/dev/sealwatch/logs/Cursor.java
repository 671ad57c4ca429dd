package dev.sealwatch.logs;

import dev.sealwatch.security.Parameters;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Where a page ended, and how many entries there were when the first one was read. */
record Cursor(Position end, Total total) {

    private static final int LENGTH = Integer.BYTES + 3 * Long.BYTES + 1;

    String text(String question) {
        return Parameters.cursor(bytes(), question);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(end.timestamp().getEpochSecond())
                .putInt(end.timestamp().getNano())
                .putLong(end.id())
                .putLong(total.count())
                .put((byte) (total.isEstimate() ? 1 : 0))
                .array();
    }

    /** Empty when {@link #bytes} did not make them. */
    static Optional<Cursor> of(byte[] bytes) {
        try {
            return bytes.length == LENGTH ? Optional.of(of(ByteBuffer.wrap(bytes))) : Optional.empty();
        } catch (DateTimeException forged) {
            return Optional.empty();
        }
    }

    private static Cursor of(ByteBuffer content) {
        Instant timestamp = Instant.ofEpochSecond(content.getLong(), content.getInt());
        // No day before it could be counted.
        if (timestamp.isBefore(OffsetDateTime.MIN.toInstant())) {
            throw new DateTimeException("Nothing that a database holds is as old");
        }
        Position end = new Position(timestamp, content.getLong());
        return new Cursor(end, new Total(content.getLong(), content.get() == 1));
    }
}
