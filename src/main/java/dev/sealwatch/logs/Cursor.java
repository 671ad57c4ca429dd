package dev.sealwatch.logs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended, and how many entries there were when the first one was read.
 *
 * <p>Its text holds a digest over itself and the question, so that one that was changed or belongs to another question
 * is noticed. It holds no secret and grants nothing: whoever forges one reads what he may read anyway.
 */
record Cursor(Position end, Total total) {

    private static final int CONTENT = Integer.BYTES + 3 * Long.BYTES + 1;
    private static final int DIGEST = 8;

    String text(String question) {
        byte[] content = ByteBuffer.allocate(CONTENT)
                .putLong(end.timestamp().getEpochSecond())
                .putInt(end.timestamp().getNano())
                .putLong(end.id())
                .putLong(total.count())
                .put((byte) (total.isEstimate() ? 1 : 0))
                .array();
        byte[] whole = Arrays.copyOf(digest(content, question), DIGEST + CONTENT);
        System.arraycopy(content, 0, whole, DIGEST, CONTENT);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Empty when it is not one that {@link #text} made for the same question. */
    static Optional<Cursor> parse(String text, String question) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            byte[] content = Arrays.copyOfRange(whole, Math.min(DIGEST, whole.length), whole.length);
            boolean genuine = whole.length == DIGEST + CONTENT
                    && Arrays.equals(Arrays.copyOf(whole, DIGEST), digest(content, question));
            return genuine ? Optional.of(of(ByteBuffer.wrap(content))) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException forged) {
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

    private static byte[] digest(byte[] content, String question) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(content);
            return Arrays.copyOf(sha256.digest(question.getBytes(StandardCharsets.UTF_8)), DIGEST);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
