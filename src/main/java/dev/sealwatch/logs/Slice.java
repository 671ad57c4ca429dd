package dev.sealwatch.logs;

import java.util.List;

/** Entries that were read at once. @param more whether the same question has further ones after them */
record Slice(List<StoredEntry> entries, boolean more) {

    int size() {
        return entries.size();
    }

    /** Where the next one begins; there has to be a last entry. */
    Position end() {
        return Position.of(entries.get(entries.size() - 1));
    }
}
