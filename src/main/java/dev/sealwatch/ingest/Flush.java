package dev.sealwatch.ingest;

import dev.sealwatch.integrity.Signer;
import dev.sealwatch.logs.LogBatch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Entries that are to be stored in one transaction, and the receive time they share.
 *
 * @param createdAt whole microseconds; a retry keeps it
 */
record Flush(Instant createdAt, List<Pending> entries) {

    boolean isAtomic() {
        return entries.get(0).ticket().mode() == Ticket.Mode.ATOMIC;
    }

    /** What is left when entries that nobody waits for any more are dropped. */
    Flush withoutAbandoned() {
        List<Pending> wanted =
                entries.stream().filter(entry -> !isAbandoned(entry)).toList();
        entries.stream().filter(Flush::isAbandoned).forEach(entry -> entry.resolve(Outcome.shed(entry.logId())));
        return new Flush(createdAt, wanted);
    }

    private static boolean isAbandoned(Pending entry) {
        return entry.ticket().isAbandoned();
    }

    /** Which partitions it needs. */
    Set<Integer> retentions() {
        return entries.stream()
                .map(entry -> entry.draft().entry().retentionDays())
                .collect(Collectors.toSet());
    }

    void sign(Signer signer) {
        IntStream.range(0, entries.size()).forEach(i -> entries.get(i).signed(signer, createdAt, i));
    }

    List<Flush> halves() {
        int middle = entries.size() / 2;
        return List.of(
                new Flush(createdAt, entries.subList(0, middle)),
                new Flush(createdAt, entries.subList(middle, entries.size())));
    }

    static LogBatch batch(Lane lane, Signer signer, Instant createdAt, List<Pending> stored) {
        List<LogBatch.Signed> rows = stored.stream().map(Pending::signed).toList();
        byte[] mac = signer.mac(lane.writer(), lane.nextNumber(), createdAt, rows);
        return new LogBatch(lane.writer(), lane.nextNumber(), createdAt, signer.keyNo(), mac, rows);
    }
}
