package dev.sealwatch.logs;

import dev.sealwatch.logs.BatchReaderStore.Batch;
import dev.sealwatch.logs.BatchReaderStore.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts what is unread into parts that fit into memory. */
final class Backlog {

    /** @param due belongs to the backlog that is being read. @param passed was read in an earlier part of it */
    record Candidate(Batch batch, boolean due, boolean passed) {}

    private Backlog() {}

    /** @param candidates in order of their numbers. @param atMost entries, unless a single batch holds more */
    static Unread part(List<Candidate> candidates, int atMost) {
        List<Batch> due = candidates.stream()
                .filter(candidate -> candidate.due() && !candidate.passed())
                .map(Candidate::batch)
                .toList();
        List<Batch> taken = first(due, atMost);
        List<Batch> rest = due.subList(taken.size(), due.size());
        Stream<Batch> notDue =
                candidates.stream().filter(candidate -> !candidate.due()).map(Candidate::batch);
        Set<Long> later =
                Stream.concat(rest.stream(), notDue).map(Batch::batchNo).collect(Collectors.toUnmodifiableSet());
        return new Unread(taken, later, !rest.isEmpty());
    }

    private static List<Batch> first(List<Batch> due, int atMost) {
        List<Batch> taken = new ArrayList<>();
        long entries = 0;
        for (Batch batch : due) {
            entries += batch.entries();
            if (entries > atMost && !taken.isEmpty()) {
                break;
            }
            taken.add(batch);
        }
        return List.copyOf(taken);
    }
}
