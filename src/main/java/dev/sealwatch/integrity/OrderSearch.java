package dev.sealwatch.integrity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks for the true order of entries that are each true, but not together.
 *
 * @param found by position
 * @param fits whether commits in that order are what the batch was made of
 */
record OrderSearch(List<CheckedEntry> found, Predicate<List<byte[]>> fits) {

    private static final int SERVER_MADE = 7;
    private static final int TIME_SHIFT = 16;
    private static final int SEQUENCE_MASK = 0xFFF;

    /** Commits hashed in search of a swapped pair: about a second's work. */
    private static final long BUDGET = 4_000_000;

    /** Which entries lie in another's place; empty where that can't be told. */
    Collection<CheckedEntry> displaced(List<Place.Known> known) {
        Collection<CheckedEntry> displaced = byKnownPlace(known);
        if (displaced.isEmpty()) {
            displaced = byServerId();
        }
        return displaced.isEmpty() ? byPairs() : displaced;
    }

    /** Entries whose home is elsewhere, and who lies there instead. */
    private Collection<CheckedEntry> byKnownPlace(List<Place.Known> known) {
        Map<String, Place> homes =
                known.stream().collect(Collectors.toMap(k -> k.logId() + k.principal(), Place.Known::place));
        Set<CheckedEntry> displaced = new LinkedHashSet<>();
        for (int pos = 0; pos < found.size(); pos++) {
            FoundRow row = found.get(pos).row();
            Place home = homes.get(row.logId() + row.stored().entry().principal());
            if (home != null && !home.equals(row.place())) {
                displaced.add(found.get(pos));
                boolean within = home.batchNo() == row.place().batchNo() && home.pos() < found.size();
                displaced.add(within ? found.get(home.pos()) : found.get(pos));
            }
        }
        return displaced;
    }

    /** Ids that the service makes itself ascend within a batch. */
    private Collection<CheckedEntry> byServerId() {
        List<Integer> places = IntStream.range(0, found.size())
                .filter(pos -> isServerMade(found.get(pos)))
                .boxed()
                .toList();
        List<CheckedEntry> ordered = new ArrayList<>(found);
        List<CheckedEntry> ascending = places.stream()
                .map(found::get)
                .sorted(Comparator.comparing(OrderSearch::sequence))
                .toList();
        IntStream.range(0, places.size()).forEach(i -> ordered.set(places.get(i), ascending.get(i)));
        return fits.test(commits(ordered)) ? moved(ordered) : List.of();
    }

    private Collection<CheckedEntry> byPairs() {
        long size = found.size();
        List<byte[]> commits = commits(found);
        for (int i = 0; i < size && size * size * size / 2 <= BUDGET; i++) {
            for (int j = i + 1; j < size; j++) {
                Collections.swap(commits, i, j);
                if (fits.test(commits)) {
                    return List.of(found.get(i), found.get(j));
                }
                Collections.swap(commits, i, j);
            }
        }
        return List.of();
    }

    private Collection<CheckedEntry> moved(List<CheckedEntry> ordered) {
        return IntStream.range(0, found.size())
                .filter(pos -> ordered.get(pos) != found.get(pos))
                .mapToObj(found::get)
                .toList();
    }

    private static List<byte[]> commits(List<CheckedEntry> entries) {
        return entries.stream().map(CheckedEntry::commit).collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isServerMade(CheckedEntry entry) {
        long received = entry.row().stored().entry().createdAt().toEpochMilli();
        return entry.row().logId().version() == SERVER_MADE
                && entry.row().logId().getMostSignificantBits() >>> TIME_SHIFT == received;
    }

    private static int sequence(CheckedEntry entry) {
        return (int) entry.row().logId().getMostSignificantBits() & SEQUENCE_MASK;
    }
}
