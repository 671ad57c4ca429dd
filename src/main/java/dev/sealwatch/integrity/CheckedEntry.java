package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.logs.StoredEntry;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row held against its own signature and commit.
 *
 * @param reason why it is not true, null where it is
 * @param commit what its batch's MAC was made of, as far as the row can tell
 */
record CheckedEntry(FoundRow row, Reason reason, byte[] commit) {

    /** Without the key, the commit still tells whether the entry is what was committed to. */
    static CheckedEntry of(FoundRow row, KeyInUse key) {
        return entryBytes(row)
                .map(bytes -> ofBytes(row, bytes, key))
                .filter(checked -> row.keyNo() == key.keyNo() || !checked.isTrue())
                .orElseGet(() -> new CheckedEntry(row, Reason.MODIFIED, row.commit()));
    }

    boolean isTrue() {
        return reason == null;
    }

    boolean isReceivedAt(Instant time) {
        return row.stored() != null && row.stored().entry().createdAt().equals(time);
    }

    CheckedEntry with(Reason found) {
        return new CheckedEntry(row, found, commit);
    }

    private static CheckedEntry ofBytes(FoundRow row, byte[] bytes, KeyInUse key) {
        if (!key.isNamed()) {
            return new CheckedEntry(row, isDerived(row.stored()) ? null : Reason.MODIFIED, row.commit());
        }
        byte[] stored = row.stored().signature();
        byte[] signature = key.key().map(k -> k.sign(bytes)).orElse(stored);
        byte[] commit = Leaf.commit(bytes, signature, key.kid());
        boolean signed = MessageDigest.isEqual(signature, stored);
        boolean committed = MessageDigest.isEqual(commit, row.commit());
        if (signed && committed) {
            return new CheckedEntry(row, isDerived(row.stored()) ? null : Reason.MODIFIED, commit);
        }
        if (committed) {
            return new CheckedEntry(row, Reason.BAD_SIGNATURE, commit);
        }
        boolean sure = signed && key.key().isPresent();
        return new CheckedEntry(row, sure ? Reason.BAD_LEAF_COMMIT : Reason.MODIFIED, sure ? commit : row.commit());
    }

    private static boolean isDerived(StoredEntry stored) {
        LogEntry entry = stored.entry();
        return Objects.equals(stored.ipKey(), entry.ipKey())
                && Objects.equals(stored.userKey(), entry.userKey())
                && entry.eventTime().equals(stored.eventTime());
    }

    private static Optional<byte[]> entryBytes(FoundRow row) {
        try {
            return Optional.ofNullable(row.stored()).map(stored -> EntryBytes.of(stored.entry()));
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException never) {
            // No such entry was ever signed.
            return Optional.empty();
        }
    }
}
