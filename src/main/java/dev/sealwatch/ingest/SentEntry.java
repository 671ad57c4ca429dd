package dev.sealwatch.ingest;

import java.util.UUID;

/** The fields of one entry as sent, typed and sanitised; the first thing wrong with them, if any. */
final class SentEntry {

    private final String[] texts = new String[EntryField.values().length];
    private long seen;
    private SentMetadata metadata = SentMetadata.NONE;
    private boolean sanitized;
    private Refused refused;

    private record Refused(String code, String detail) {}

    /** False when it was there before. */
    boolean see(EntryField field) {
        long bit = 1L << field.ordinal();
        boolean first = (seen & bit) == 0;
        seen |= bit;
        return first;
    }

    void put(EntryField field, String text) {
        String storable = StorableText.of(text);
        sanitized |= storable != text;
        texts[field.ordinal()] = storable;
    }

    void put(SentMetadata sent) {
        metadata = sent;
        sanitized |= sent.sanitized();
    }

    /** Only the first one is told. */
    void refuse(String code, String detail) {
        if (refused == null) {
            refused = new Refused(code, detail);
        }
    }

    /** Null where none was sent. */
    String text(EntryField field) {
        return texts[field.ordinal()];
    }

    SentMetadata metadata() {
        return metadata;
    }

    boolean sanitized() {
        return sanitized;
    }

    boolean isRefused() {
        return refused != null;
    }

    Reading.Rejected rejected(UUID logId) {
        return new Reading.Rejected(logId, refused.code(), refused.detail());
    }
}
