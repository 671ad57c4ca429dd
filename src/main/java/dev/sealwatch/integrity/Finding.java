package dev.sealwatch.integrity;

import java.util.List;
import java.util.Optional;

/**
 * What checking one batch showed.
 *
 * @param entries those in their places, each with the reason why it is not true, or none
 * @param extra rows that are not part of the batch
 * @param faults of the batch itself and of what is missing
 * @param purged how many were purged when they were due
 * @param keyKnown whether the signatures could be checked
 */
record Finding(
        List<CheckedEntry> entries,
        List<CheckedEntry> extra,
        List<Fault> faults,
        int purged,
        boolean keyKnown,
        Optional<Unfit> unfit) {

    /** Rows that name a batch which does not exist. */
    static Finding ofOrphans(List<FoundRow> rows) {
        List<CheckedEntry> inserted = rows.stream()
                .map(row -> new CheckedEntry(row, Reason.INSERTED, row.commit()))
                .toList();
        return new Finding(List.of(), inserted, List.of(), 0, true, Optional.empty());
    }
}
