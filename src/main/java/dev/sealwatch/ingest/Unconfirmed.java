package dev.sealwatch.ingest;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was answered "buffered" and is not committed: bounded in number and in age, as the answer promises. */
final class Unconfirmed {

    private final IngestConfig.Buffer config;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int entries;

    private record Waiting(Ticket ticket, long since) {}

    Unconfirmed(IngestConfig.Buffer config) {
        this.config = config;
    }

    synchronized boolean hasRoomFor(int more) {
        boolean late = !waiting.isEmpty()
                && System.nanoTime() - waiting.peek().since()
                        > config.unconfirmedFor().toNanos();
        return !late && entries + more <= config.unconfirmedEntries();
    }

    void add(Ticket ticket) {
        Waiting answered = new Waiting(ticket, System.nanoTime());
        synchronized (this) {
            waiting.add(answered);
            entries += ticket.entries().size();
        }
        ticket.done().subscribe().with(done -> leave(answered));
    }

    private synchronized void leave(Waiting answered) {
        waiting.remove(answered);
        entries -= answered.ticket().entries().size();
    }
}
