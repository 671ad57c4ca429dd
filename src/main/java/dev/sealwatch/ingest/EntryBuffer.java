package dev.sealwatch.ingest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where entries of many requests wait to be flushed together, bounded by entries and bytes.
 *
 * <p>A tenth is kept free for the service's own trail, so that a flood of logs can't hide who read them.
 */
@ApplicationScoped
class EntryBuffer {

    private final Vertx vertx;
    private final FlushQueue queue;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicReference<UniEmitter<? super List<Pending>>> taker = new AtomicReference<>();

    EntryBuffer(IngestConfig config, Vertx vertx) {
        this.vertx = vertx;
        this.queue = new FlushQueue(config.buffer());
    }

    /** Takes all of the ticket or nothing; false when it is full. */
    boolean offer(Ticket ticket) {
        boolean taken = queue.offer(ticket, System.nanoTime());
        wake();
        return taken;
    }

    boolean hasRoomFor(Ticket ticket) {
        return queue.hasRoomFor(ticket);
    }

    /** The next flush, once it is full or its first entry has waited for the linger. One caller at a time. */
    Uni<List<Pending>> next() {
        return Uni.createFrom().emitter(emitter -> {
            taker.set(emitter);
            wake();
        });
    }

    int entries() {
        return queue.entries();
    }

    long bytes() {
        return queue.bytes();
    }

    private void wake() {
        long due = queue.nanosUntilDue(System.nanoTime());
        if (due == Long.MAX_VALUE || taker.get() == null) {
            return;
        }
        if (due > 0) {
            wakeIn(due);
            return;
        }
        UniEmitter<? super List<Pending>> ready = taker.getAndSet(null);
        if (ready != null) {
            ready.complete(queue.take());
        }
    }

    /** One timer at a time, however many tickets arrive meanwhile. */
    private void wakeIn(long nanos) {
        if (armed.compareAndSet(false, true)) {
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> {
                armed.set(false);
                wake();
            });
        }
    }
}
