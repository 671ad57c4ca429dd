package dev.sealwatch.integrity;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a batch may have been when it was made: its row as found, or with a column put right.
 *
 * @param entries how many it held
 */
record Reconstruction(Instant createdAt, int entries, BatchContents contents) {

    /** The likeliest first: as found, then with another count, another time, another row where two claim a position. */
    static Stream<Reconstruction> of(BatchRow batch, BatchContents contents, PurgedLeaves purged) {
        Set<Instant> times = new LinkedHashSet<>(List.of(batch.createdAt()));
        commonTime(contents).ifPresent(times::add);
        Set<Integer> counts = new LinkedHashSet<>(List.of(batch.entries(), contiguous(contents, purged)));
        Stream<BatchContents> contested = contents.rivals().stream().map(contents::preferring);
        return Stream.concat(Stream.of(contents), contested)
                .flatMap(rows -> times.stream()
                        .flatMap(time -> counts.stream().map(count -> new Reconstruction(time, count, rows))));
    }

    /** Where none fits: the batch as found, unless several entries agree on another time. */
    static Reconstruction fallback(BatchRow batch, BatchContents contents) {
        Instant time = commonTime(contents)
                .filter(common -> contents.slots().size() > 1)
                .orElse(batch.createdAt());
        return new Reconstruction(time, batch.entries(), contents);
    }

    boolean fits(BatchRow batch, KeyInUse key, PurgedLeaves purged) {
        return commits(purged).filter(commits -> fits(batch, key, commits)).isPresent();
    }

    boolean fits(BatchRow batch, KeyInUse key, List<byte[]> commits) {
        return key.key()
                .map(k -> k.mac(batch.writer(), batch.writerSeq(), createdAt, commits))
                .filter(mac -> MessageDigest.isEqual(mac, batch.mac()))
                .isPresent();
    }

    /** Every commit in order, or empty where one is not known. */
    Optional<List<byte[]>> commits(PurgedLeaves purged) {
        List<byte[]> commits = new ArrayList<>(entries);
        for (int pos = 0; pos < entries; pos++) {
            CheckedEntry entry = contents.slots().get(pos);
            if (entry == null && !purged.holds(pos)) {
                return Optional.empty();
            }
            commits.add(entry == null ? purged.commit(pos) : entry.commit());
        }
        return entries == 0 ? Optional.empty() : Optional.of(commits);
    }

    boolean isAsFound(BatchRow batch) {
        return createdAt.equals(batch.createdAt()) && entries == batch.entries();
    }

    private static Optional<Instant> commonTime(BatchContents contents) {
        List<Instant> times = contents.slots().values().stream()
                .filter(CheckedEntry::isTrue)
                .map(entry -> entry.row().stored().entry().createdAt())
                .distinct()
                .limit(2)
                .toList();
        return times.size() == 1 ? Optional.of(times.get(0)) : Optional.empty();
    }

    private static int contiguous(BatchContents contents, PurgedLeaves purged) {
        int pos = 0;
        while (contents.slots().containsKey(pos) || purged.holds(pos)) {
            pos++;
        }
        return pos;
    }
}
