package dev.sealwatch.integrity;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key derived from a secret, known to the world by its id. Safe for any number of threads. */
final class HmacKey {

    private static final String HMAC = "HmacSHA256";
    private static final byte[] DERIVATION = Bytes.utf8("siem-log-hmac/v1");
    private static final byte[] KEY_ID = Bytes.utf8("siem-kid/v1\0");
    private static final byte[] ENTRY = Bytes.utf8("siem-mac/v1\0");
    private static final byte[] BATCH = Bytes.utf8("siem-batch/v1\0");
    private static final int KEY_ID_DIGITS = 16;

    private final String kid;
    private final Mac keyed;

    private HmacKey(String kid, Mac keyed) {
        this.kid = kid;
        this.keyed = keyed;
    }

    static HmacKey of(String secret) {
        byte[] key = keyedWith(Bytes.utf8(secret)).doFinal(DERIVATION);
        byte[] fingerprint = Leaf.sha256(new Bytes(64).raw(KEY_ID).raw(key).toArray());
        return new HmacKey(HexFormat.of().formatHex(fingerprint).substring(0, KEY_ID_DIGITS), keyedWith(key));
    }

    String kid() {
        return kid;
    }

    byte[] sign(byte[] entryBytes) {
        return mac(new Bytes(entryBytes.length + 32).raw(ENTRY).shortText(kid).raw(entryBytes));
    }

    /** The MAC of a batch, over the leaf commits of its entries in order. */
    byte[] mac(String writer, long writerSeq, Instant createdAt, List<byte[]> leafCommits) {
        Bytes bytes = new Bytes(128 + 32 * leafCommits.size())
                .raw(BATCH)
                .shortText(kid)
                .shortText(writer)
                .i64(writerSeq)
                .i64(EntryBytes.micros(createdAt))
                .u32(leafCommits.size());
        leafCommits.forEach(bytes::raw);
        return mac(bytes);
    }

    /** A clone is several times cheaper than a Mac of its own, and never shared. */
    private byte[] mac(Bytes bytes) {
        try {
            return ((Mac) keyed.clone()).doFinal(bytes.toArray());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The HMAC of every Java can be cloned", e);
        }
    }

    private static Mac keyedWith(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", missing);
        }
    }
}
