package dev.sealwatch.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** HMAC as RFC 2104 defines it, written by its definition, so that signatures are not checked by what made them. */
public final class Rfc2104 {

    private static final int BLOCK = 64;

    private Rfc2104() {}

    /** Lower-case hexadecimal. */
    public static String hmacSha256(String secret, String text) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
        byte[] inner = sha256(xor(padded, 0x36), text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256(xor(padded, 0x5c), inner));
    }

    private static byte[] xor(byte[] block, int pad) {
        byte[] result = block.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= (byte) pad;
        }
        return result;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
