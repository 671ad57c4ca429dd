package dev.sealwatch.ingest;

import dev.sealwatch.logs.BatchStore.SentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which entries of a flush claim which ids.
 *
 * @param candidates what is stored unless another batch holds its id, in order
 * @param repeats entries whose id a candidate of this flush has already
 */
record Claims(List<Pending> candidates, List<Pending> repeats) {

    /** An id belongs to its sender: senders can't take each other's. */
    private record Key(UUID logId, String principal) {}

    static Claims of(List<Pending> entries) {
        Map<Key, Pending> first = new HashMap<>();
        List<Pending> candidates = new ArrayList<>();
        List<Pending> repeats = new ArrayList<>();
        for (Pending entry : entries) {
            boolean repeated = entry.draft().idSent() && first.putIfAbsent(key(entry), entry) != null;
            (repeated ? repeats : candidates).add(entry);
        }
        return new Claims(candidates, repeats);
    }

    /** The senders' ids among these entries, each with its place in the batch. */
    static List<SentId> ids(List<Pending> batch) {
        List<SentId> ids = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            Pending entry = batch.get(place);
            if (entry.draft().idSent()) {
                Key key = key(entry);
                ids.add(new SentId(key.logId(), key.principal(), entry.content(), place));
            }
        }
        return ids;
    }

    /** What is left to store when some ids turn out to be taken. */
    List<Pending> free(List<SentId> taken) {
        Map<Key, byte[]> contents = contents(taken);
        return candidates.stream()
                .filter(entry -> !entry.draft().idSent() || !contents.containsKey(key(entry)))
                .toList();
    }

    /** What becomes of each entry once the free ones are committed. */
    Map<Pending, Outcome> outcomes(List<SentId> taken) {
        Map<Key, byte[]> contents = contents(taken);
        Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
        for (Pending entry : candidates) {
            byte[] held = entry.draft().idSent() ? contents.putIfAbsent(key(entry), entry.content()) : null;
            outcomes.put(entry, held == null ? Outcome.stored(entry.logId()) : sameOrConflict(entry, held));
        }
        for (Pending entry : repeats) {
            outcomes.put(entry, sameOrConflict(entry, contents.get(key(entry))));
        }
        return outcomes;
    }

    private static Outcome sameOrConflict(Pending entry, byte[] held) {
        return Arrays.equals(held, entry.content())
                ? Outcome.duplicate(entry.logId())
                : Outcome.conflict(entry.logId());
    }

    private static Map<Key, byte[]> contents(List<SentId> taken) {
        Map<Key, byte[]> contents = new HashMap<>();
        taken.forEach(id -> contents.put(new Key(id.logId(), id.principal()), id.content()));
        return contents;
    }

    private static Key key(Pending entry) {
        return new Key(entry.draft().entry().logId(), entry.draft().entry().principal());
    }
}
