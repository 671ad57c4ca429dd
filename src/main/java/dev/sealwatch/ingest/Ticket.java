package dev.sealwatch.ingest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The entries of one request on their way to the database, and who waits for them. */
final class Ticket {

    enum Mode {
        /** Somebody waits for the commit. */
        DURABLE,
        /** All or nothing, in a flush of its own. */
        ATOMIC,
        /** Answered already. */
        BUFFERED,
        /** The service's own trail, which may use the reserved part of the buffer. */
        AUDIT
    }

    private final Mode mode;
    private final Consumer<Outcome> leaving;
    private final List<Pending> entries;
    private final AtomicInteger open;
    private final Promise<Ticket> done = Promise.promise();
    private volatile boolean abandoned;

    /** @param leaving told of each entry's outcome */
    Ticket(Mode mode, List<Draft> drafts, Consumer<Outcome> leaving) {
        this.mode = mode;
        this.leaving = leaving;
        this.entries = drafts.stream().map(draft -> new Pending(draft, this)).toList();
        this.open = new AtomicInteger(entries.size());
        if (entries.isEmpty()) {
            done.complete(this);
        }
    }

    Mode mode() {
        return mode;
    }

    List<Pending> entries() {
        return entries;
    }

    long bytes() {
        return entries.stream().mapToLong(Pending::bytes).sum();
    }

    /** Completes when each entry has its outcome. */
    Uni<Ticket> done() {
        return UniHelper.toUni(done.future());
    }

    /** Nobody waits any more: what is not on its way into a commit is dropped, so that it is not stored behind a 503. */
    void abandon() {
        abandoned = true;
    }

    /** Was never taken in. */
    void shed() {
        entries.forEach(entry -> entry.resolve(Outcome.shed(entry.logId())));
    }

    boolean isAbandoned() {
        return abandoned;
    }

    void resolved(Outcome outcome) {
        leaving.accept(outcome);
        if (open.decrementAndGet() == 0) {
            done.complete(this);
        }
    }
}
