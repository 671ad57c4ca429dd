package dev.sealwatch.integrity;

import dev.sealwatch.logs.StoredEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a verification has found so far: exact counts, and the first faults of very many. */
final class Tally {

    /** Enough to work on, and a bound on memory when everything was tampered with. */
    private static final int KEPT = 10_000;

    private final Selection selection;
    private final Map<Reason.Kind, Long> counts = new EnumMap<>(Reason.Kind.class);
    private final List<Fault> faults = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Unfit> unfit = new ArrayList<>();
    private final List<CheckedEntry> displaced = new ArrayList<>();
    private long total;
    private long verified;
    private long unknownKey;
    private long purged;

    Tally(Selection selection) {
        this.selection = selection;
    }

    void add(Finding finding) {
        finding.entries().forEach(entry -> addEntry(entry, finding.keyKnown()));
        finding.extra().forEach(this::addExtra);
        finding.faults().forEach(this::addFault);
        finding.unfit().filter(u -> unfit.size() < KEPT / 100).ifPresent(unfit::add);
        purged += finding.purged();
    }

    /** Rows of no batch belong to nobody, so that only those which match are told of. */
    void addOrphans(List<FoundRow> rows) {
        add(Finding.ofOrphans(rows.stream().filter(selection::takes).toList()));
    }

    void addGap(Gap gap) {
        if (selection.coversBatches() && gaps.size() < KEPT) {
            gaps.add(gap);
        }
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    long total() {
        return total;
    }

    /** A changed row's own columns can't say whether it matched, so it counts in any case. */
    private void addEntry(CheckedEntry entry, boolean keyKnown) {
        if (!entry.isTrue()) {
            total++;
            addFault(Fault.of(entry.reason(), entry.row()));
        } else if (selection.takes(entry.row())) {
            total++;
            verified += keyKnown ? 1 : 0;
            unknownKey += keyKnown ? 0 : 1;
        }
    }

    private void addExtra(CheckedEntry entry) {
        total++;
        addFault(Fault.of(entry.reason(), entry.row()));
        if (!entry.row().isInPlace() && displaced.size() < KEPT) {
            displaced.add(entry);
        }
    }

    void addFault(Fault fault) {
        counts.merge(fault.reason().kind(), 1L, Long::sum);
        if (faults.size() < KEPT) {
            faults.add(fault);
        }
    }

    private void drop(Fault fault) {
        if (faults.remove(fault)) {
            counts.merge(fault.reason().kind(), -1L, Long::sum);
        }
    }

    /** Puts together what came from different batches: a row that lies elsewhere is not missing. */
    void settle() {
        displaced.forEach(this::settle);
        unfit.forEach(this::settle);
    }

    private void settle(CheckedEntry entry) {
        FoundRow row = entry.row();
        Optional<Fault> hole = faults.stream()
                .filter(fault -> fault.reason() == Reason.MISSING)
                .filter(fault -> row.place().equals(new Place(fault.batchNo(), fault.batchPos())))
                .findFirst();
        hole.ifPresent(missing -> {
            drop(missing);
            drop(Fault.of(Reason.INSERTED, row));
            addFault(Fault.of(Reason.MODIFIED, row));
        });
    }

    /** A batch that was made under a number which is missing had its writer or number changed. */
    private void settle(Unfit batch) {
        long number = batch.batch().batchNo();
        if (gaps.stream().anyMatch(batch::fillsOneOf)) {
            gaps.removeIf(gap -> gap.before() == number || batch.fillsOneOf(gap));
            drop(Fault.ofBatch(Reason.BAD_MAC, number));
            addFault(Fault.ofBatch(Reason.BATCH_MODIFIED, number));
        }
    }

    Verdict verdict(int listed, long durationMs) {
        return new Verdict(
                total,
                verified,
                count(Reason.Kind.TAMPERED),
                count(Reason.Kind.MISSING),
                count(Reason.Kind.INSERTED),
                total,
                purged,
                unknownKey,
                faults.stream().sorted(Fault.ORDER).limit(listed).toList(),
                null,
                null,
                false,
                durationMs);
    }

    /** Of one entry, once every batch that it may belong to has been added. */
    VerifiedEntry verdictOn(StoredEntry stored) {
        Place place = new Place(stored.batchNo(), stored.batchPos());
        UUID logId = stored.entry().logId();
        Optional<Reason> reason = faults.stream()
                .filter(fault -> fault.concerns(place, logId))
                .map(Fault::reason)
                .filter(found -> found.kind() != Reason.Kind.MISSING)
                .findFirst();
        String state = reason.map(found -> found.kind().word()).orElse(unknownKey > 0 ? "unknown_key" : "verified");
        return new VerifiedEntry(stored, state, reason.orElse(null));
    }

    private long count(Reason.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
