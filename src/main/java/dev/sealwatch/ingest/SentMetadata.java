package dev.sealwatch.ingest;

/**
 * The metadata of one entry: redacted, sanitised, without white space, its numbers digit for digit as sent.
 *
 * @param json null where none was sent or it had to be dropped
 * @param dropped why it is not stored, or null
 */
record SentMetadata(String json, Dropped dropped, boolean sanitized) {

    static final SentMetadata NONE = new SentMetadata(null, null, false);

    /** What is known of dropped metadata: the bytes and the SHA-256 (hex) are of its redacted text. */
    record Dropped(String reason, int bytes, String sha256) {}
}
