package dev.sealwatch.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Entries in order of arrival, bounded by number and bytes, and when the next flush of them is due. Safe for threads. */
final class FlushQueue {

    private static final double SHARE_OF_SENDERS = 0.9;

    private final IngestConfig.Buffer config;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int entries;
    private long bytes;

    /** A ticket's part that no flush has taken yet. */
    private record Waiting(Ticket ticket, Deque<Pending> rest, long since) {}

    FlushQueue(IngestConfig.Buffer config) {
        this.config = config;
    }

    /**
     * Takes all of the ticket or nothing; false when it is full.
     *
     * @param nanoTime a reading of {@link System#nanoTime}
     */
    synchronized boolean offer(Ticket ticket, long nanoTime) {
        if (!hasRoomFor(ticket)) {
            return false;
        }
        if (!ticket.entries().isEmpty()) {
            waiting.add(new Waiting(ticket, new ArrayDeque<>(ticket.entries()), nanoTime));
            entries += ticket.entries().size();
            bytes += ticket.bytes();
        }
        return true;
    }

    synchronized boolean hasRoomFor(Ticket ticket) {
        double share = ticket.mode() == Ticket.Mode.AUDIT ? 1 : SHARE_OF_SENDERS;
        return entries + ticket.entries().size() <= config.entries() * share
                && bytes + ticket.bytes() <= config.bytes() * share;
    }

    synchronized int entries() {
        return entries;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** How long until a flush is due: 0 or less for now, {@link Long#MAX_VALUE} while nothing waits. */
    synchronized long nanosUntilDue(long nanoTime) {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Waiting first = waiting.peek();
        boolean full = entries >= config.flushEntries() || bytes >= config.flushBytes();
        return full || first.ticket().mode() == Ticket.Mode.ATOMIC
                ? 0
                : config.linger().toNanos() - (nanoTime - first.since());
    }

    /** The next flush: an atomic ticket whole and alone, others as many entries as a flush holds. */
    synchronized List<Pending> take() {
        List<Pending> flush = new ArrayList<>();
        long weight = 0;
        while (!waiting.isEmpty() && flush.size() < config.flushEntries() && weight < config.flushBytes()) {
            Waiting first = waiting.peek();
            if (first.ticket().mode() == Ticket.Mode.ATOMIC) {
                return flush.isEmpty() ? whole(waiting.poll()) : flush;
            }
            Pending entry = first.rest().poll();
            flush.add(entry);
            weight += entry.bytes();
            leave(entry);
            if (first.rest().isEmpty()) {
                waiting.poll();
            }
        }
        return flush;
    }

    private List<Pending> whole(Waiting ticket) {
        ticket.rest().forEach(this::leave);
        return List.copyOf(ticket.rest());
    }

    private void leave(Pending entry) {
        entries--;
        bytes -= entry.bytes();
    }
}
