package dev.sealwatch.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended, as text that the same question alone takes back.
 *
 * <p>A digest over place and question tells one that was changed, or is of another question. It holds no secret and
 * grants nothing: whoever forges one reads what he may read anyway.
 */
final class Bookmark {

    /** Another one when places are written in another way, so that nobody reads old ones wrongly. */
    private static final byte VERSION = 1;

    private static final int DIGEST = 8;
    private static final int HEAD = Byte.BYTES + DIGEST;

    private Bookmark() {}

    static String text(byte[] place, String question) {
        byte[] whole = ByteBuffer.allocate(HEAD + place.length)
                .put(VERSION)
                .put(digest(place, question), 0, DIGEST)
                .put(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Empty unless it is what {@link #text} made for the same question. */
    static Optional<byte[]> place(String text, String question) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            byte[] place = Arrays.copyOfRange(whole, Math.min(HEAD, whole.length), whole.length);
            return Optional.of(place).filter(found -> text(found, question).equals(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static byte[] ofNumber(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Empty unless {@link #ofNumber} made it. */
    static Optional<Long> number(byte[] place) {
        return place.length == Long.BYTES ? Optional.of(ByteBuffer.wrap(place).getLong()) : Optional.empty();
    }

    private static byte[] digest(byte[] place, String question) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(place);
            return sha256.digest(question.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
