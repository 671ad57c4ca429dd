package dev.sealwatch.integrity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** What the transparency log commits to for each entry. */
final class Leaf {

    /** Bytes of a leaf input, which is all that stays of a purged entry. */
    static final int INPUT_BYTES = 44;

    private static final byte[] COMMIT = Bytes.utf8("siem-commit/v1\0");
    private static final int VERSION = 1;
    private static final int ENTRY = 1;

    private Leaf() {}

    /** Binds an entry's bytes to its signature and the key that made it. */
    static byte[] commit(byte[] entryBytes, byte[] signature, String kid) {
        return sha256(new Bytes(128)
                .raw(COMMIT)
                .raw(sha256(entryBytes))
                .raw(signature)
                .shortText(kid)
                .toArray());
    }

    static byte[] input(int retentionDays, Instant createdAt, byte[] commit) {
        return new Bytes(INPUT_BYTES)
                .u8(VERSION)
                .u8(ENTRY)
                .u16(retentionDays)
                .i64(EntryBytes.micros(createdAt))
                .raw(commit)
                .toArray();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
