package dev.sealwatch.integrity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a batch, each at the position that it has the best claim to.
 *
 * @param slots the entry at each position
 * @param rivals further rows that claim a position that is taken
 * @param strays rows whose id lies in this batch, while their columns name a place elsewhere or none that is free
 */
record BatchContents(SortedMap<Integer, CheckedEntry> slots, List<CheckedEntry> rivals, List<CheckedEntry> strays) {

    static BatchContents of(BatchRow batch, List<CheckedEntry> rows) {
        BatchContents contents = new BatchContents(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        rows.stream()
                .filter(entry -> entry.row().isInPlace())
                // A true one has the better claim than a changed one.
                .sorted(Comparator.comparing(CheckedEntry::isTrue).reversed())
                .forEach(contents::claim);
        rows.stream()
                .filter(entry -> !entry.row().isInPlace())
                .forEach(entry -> contents.settle(batch, entry.with(Reason.MODIFIED)));
        return contents;
    }

    /** The same with a rival in the place that it claims. */
    BatchContents preferring(CheckedEntry rival) {
        SortedMap<Integer, CheckedEntry> changed = new TreeMap<>(slots);
        List<CheckedEntry> others = new ArrayList<>(rivals);
        others.remove(rival);
        others.add(changed.put(rival.row().place().pos(), rival));
        return new BatchContents(changed, others, strays);
    }

    private void claim(CheckedEntry entry) {
        if (slots.putIfAbsent(entry.row().place().pos(), entry) != null) {
            rivals.add(entry);
        }
    }

    /** Where either its id or its columns put it, if that is free. */
    private void settle(BatchRow batch, CheckedEntry entry) {
        Place byId = entry.row().idPlace();
        Place byColumns = entry.row().place();
        if (isFree(batch, byId)) {
            slots.put(byId.pos(), entry);
        } else if (isFree(batch, byColumns)) {
            slots.put(byColumns.pos(), entry);
        } else {
            strays.add(entry);
        }
    }

    private boolean isFree(BatchRow batch, Place place) {
        return place.batchNo() == batch.batchNo() && place.pos() < batch.entries() && !slots.containsKey(place.pos());
    }
}
