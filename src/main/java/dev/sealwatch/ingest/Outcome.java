package dev.sealwatch.ingest;

import java.util.UUID;

/**
 * What became of one entry.
 *
 * @param code why it was not stored, or null
 * @param detail the same for people, or null
 */
record Outcome(Kind kind, UUID logId, String code, String detail) {

    enum Kind {
        STORED,
        DUPLICATE,
        REJECTED,
        DEAD_LETTERED,
        SHED
    }

    static Outcome stored(UUID logId) {
        return new Outcome(Kind.STORED, logId, null, null);
    }

    static Outcome duplicate(UUID logId) {
        return new Outcome(Kind.DUPLICATE, logId, null, null);
    }

    static Outcome rejected(UUID logId, String code, String detail) {
        return new Outcome(Kind.REJECTED, logId, code, detail);
    }

    static Outcome conflict(UUID logId) {
        return rejected(
                logId, "id_conflict", "This log_id was sent before with other content. The stored entry is untouched.");
    }

    static Outcome deadLettered(UUID logId) {
        return new Outcome(
                Kind.DEAD_LETTERED,
                logId,
                "dead_lettered",
                "The database refused this entry. It is kept as a dead letter, redacted; sending it again won't help.");
    }

    /** A good entry of an atomic request that holds a bad one. */
    static Outcome heldBack(UUID logId) {
        return rejected(
                logId, "not_stored", "Another entry of this atomic request was refused, so nothing of it is stored.");
    }

    /** The entries of an atomic request of which the database refused at least one. */
    static Outcome unstorable(UUID logId) {
        return rejected(
                logId,
                "unstorable",
                "The database refused an entry of this atomic request, so nothing of it is stored.");
    }

    static Outcome shed(UUID logId) {
        return new Outcome(Kind.SHED, logId, "unavailable", "Not stored. Send it again.");
    }

    /** Success for the sender: it is stored, by this request or an earlier one. */
    boolean isStored() {
        return kind == Kind.STORED || kind == Kind.DUPLICATE;
    }
}
