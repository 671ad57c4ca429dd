package dev.sealwatch.integrity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One batch, all of it: whether its rows are what it was made of, and if not, what exactly is wrong. */
final class BatchCheck {

    private final BatchRow batch;
    private final KeyInUse key;
    private final PurgedLeaves purged;
    private final Set<UUID> logIds;
    private final boolean fits;
    private final Reconstruction original;

    BatchCheck(BatchRow batch, List<FoundRow> rows, PurgedLeaves purged, KeyNumbers keys) {
        this.batch = batch;
        this.purged = purged;
        this.logIds = rows.stream().map(FoundRow::logId).collect(Collectors.toSet());
        this.key = keys.likeliest(batch, rows);
        BatchContents contents = BatchContents.of(
                batch, rows.stream().map(row -> CheckedEntry.of(row, key)).toList());
        Optional<Reconstruction> fitting = Reconstruction.of(batch, contents, purged)
                .filter(candidate -> candidate.fits(batch, key, purged))
                .findFirst();
        this.fits = fitting.isPresent();
        this.original = fitting.orElseGet(() -> Reconstruction.fallback(batch, contents));
    }

    BatchRow batch() {
        return batch;
    }

    /** Of the rows found in it. */
    Set<UUID> logIds() {
        return logIds;
    }

    /** Whether it is plain that nothing is wrong, and no further evidence is needed. */
    boolean isClean(Instant now) {
        return (fits || !key.isKnown())
                && isAsMade()
                && extra().isEmpty()
                && absent(List.of(), now).isEmpty()
                && judged().stream().allMatch(CheckedEntry::isTrue);
    }

    /** @param known what the table of known ids says of this batch and of the ids found in it */
    Finding finding(List<Place.Known> known, Instant now) {
        List<CheckedEntry> entries = judged();
        List<Fault> faults = new ArrayList<>(absent(known, now));
        boolean explained = !faults.isEmpty() || !entries.stream().allMatch(CheckedEntry::isTrue);
        if (!fits && key.isKnown() && !explained) {
            return unexplained(entries, known);
        }
        if (!isAsMade()) {
            faults.add(Fault.ofBatch(Reason.BATCH_MODIFIED, batch.batchNo()));
        }
        return new Finding(entries, extra(), faults, purgedDue(now), key.isKnown(), Optional.empty());
    }

    /** Each entry is true, and yet they don't fit. */
    private Finding unexplained(List<CheckedEntry> entries, List<Place.Known> known) {
        if (!purged.inputs().isEmpty()) {
            List<Fault> early = purgedPositions()
                    .map(pos -> absent(Reason.PURGED_EARLY, pos, known))
                    .toList();
            return new Finding(entries, extra(), early, 0, true, Optional.empty());
        }
        Collection<CheckedEntry> displaced =
                new OrderSearch(entries, commits -> original.fits(batch, key, commits)).displaced(known);
        if (displaced.isEmpty()) {
            Fault unfitting = Fault.ofBatch(Reason.BAD_MAC, batch.batchNo());
            Optional<Unfit> unfit = original.commits(purged).map(commits -> new Unfit(batch, key, original, commits));
            return new Finding(entries, extra(), List.of(unfitting), 0, true, unfit);
        }
        List<CheckedEntry> named = entries.stream()
                .map(entry -> displaced.contains(entry) ? entry.with(Reason.REORDERED) : entry)
                .toList();
        return new Finding(named, extra(), List.of(), 0, true, Optional.empty());
    }

    /** The entries in their places; a true one of another time is in the wrong one. */
    private List<CheckedEntry> judged() {
        return original.contents().slots().headMap(original.entries()).values().stream()
                .map(entry -> entry.isTrue() && !entry.isReceivedAt(original.createdAt())
                        ? entry.with(Reason.REORDERED)
                        : entry)
                .toList();
    }

    private List<CheckedEntry> extra() {
        BatchContents contents = original.contents();
        return Stream.of(contents.slots().tailMap(original.entries()).values(), contents.rivals(), contents.strays())
                .flatMap(Collection::stream)
                .map(entry -> entry.with(Reason.INSERTED))
                .toList();
    }

    private List<Fault> absent(List<Place.Known> known, Instant now) {
        return Stream.iterate(0, pos -> pos < original.entries(), pos -> pos + 1)
                .filter(pos -> !original.contents().slots().containsKey(pos))
                .filter(pos -> !purged.holds(pos) || !purged.wasDue(pos, original.createdAt(), now))
                .map(pos -> absent(purged.holds(pos) ? Reason.PURGED_EARLY : Reason.MISSING, pos, known))
                .toList();
    }

    private Fault absent(Reason reason, int pos, List<Place.Known> known) {
        Place place = new Place(batch.batchNo(), pos);
        UUID logId = known.stream()
                .filter(k -> Objects.equals(k.place(), place))
                .map(Place.Known::logId)
                .findFirst()
                .orElse(null);
        return Fault.of(reason, logId, place);
    }

    private int purgedDue(Instant now) {
        return (int) purgedPositions()
                .filter(pos -> purged.wasDue(pos, original.createdAt(), now))
                .count();
    }

    private Stream<Integer> purgedPositions() {
        return purged.inputs().keySet().stream()
                .filter(pos -> pos < original.entries())
                .filter(pos -> !original.contents().slots().containsKey(pos))
                .sorted();
    }

    private boolean isAsMade() {
        return batch.keyNo() == key.keyNo() && original.isAsFound(batch);
    }
}
