package dev.sealwatch.integrity;

import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.logs.StoredEntry.Checked;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says at once how a few entries fare: each is held against its signature, and its batch against its MAC by the commits of
 * the others. Only where that does not fit is a whole batch read and hashed.
 */
@Singleton
class QuotedEntries implements StoredEntry.Check {

    private final QuotedStore store;
    private final BatchVerifier batches;
    private final EntryVerification whole;
    private final Clock clock;

    QuotedEntries(QuotedStore store, BatchVerifier batches, EntryVerification whole, Clock clock) {
        this.store = store;
        this.batches = batches;
        this.whole = whole;
        this.clock = clock;
    }

    @Override
    public Uni<List<Checked>> now(Map<Long, UUID> logIds) {
        return logIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : batches.keys()
                        .flatMap(keys -> store.read(logIds.keySet()).flatMap(quoted -> checked(logIds, quoted, keys)));
    }

    private Uni<List<Checked>> checked(Map<Long, UUID> logIds, Quoted quoted, KeyNumbers keys) {
        Instant now = clock.instant();
        Map<Long, String> states = new HashMap<>();
        List<StoredEntry> doubtful = new ArrayList<>();
        logIds.keySet()
                .forEach(id -> quoted.state(id, keys, now)
                        .ifPresentOrElse(
                                state -> states.put(id, state),
                                () -> quoted.found(id).stream()
                                        .map(FoundRow::stored)
                                        .filter(stored -> stored != null
                                                && stored.entry().logId().equals(logIds.get(id)))
                                        .findFirst()
                                        .ifPresent(doubtful::add)));
        return explained(doubtful)
                .invoke(verdicts ->
                        verdicts.forEach(one -> states.put(one.entry().id(), one.state())))
                .map(done -> logIds.entrySet().stream()
                        .map(quote -> checked(quote.getKey(), quote.getValue(), quoted, states))
                        .toList());
    }

    /** What lies there now may be another entry than the one that was quoted. */
    private static Checked checked(long id, UUID logId, Quoted quoted, Map<Long, String> states) {
        List<FoundRow> found = quoted.found(id);
        String state = states.getOrDefault(id, "tampered");
        boolean other = state.equals("verified")
                && found.stream().noneMatch(row -> row.logId().equals(logId));
        StoredEntry stored = found.stream()
                .map(FoundRow::stored)
                .filter(one -> one != null)
                .findFirst()
                .orElse(null);
        return new Checked(logId, other ? null : stored, other ? "missing" : state);
    }

    private Uni<List<VerifiedEntry>> explained(List<StoredEntry> doubtful) {
        Map<Long, List<StoredEntry>> byBatch = doubtful.stream()
                .collect(Collectors.groupingBy(stored -> Place.ofId(stored.id()).batchNo()));
        return Multi.createFrom()
                .iterable(byBatch.values())
                .onItem()
                .transformToUniAndConcatenate(whole::verified)
                .collect()
                .in(ArrayList<VerifiedEntry>::new, List::addAll)
                .map(List::copyOf);
    }
}
