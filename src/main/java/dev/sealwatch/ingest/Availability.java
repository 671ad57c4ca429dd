package dev.sealwatch.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Whether flushes reach the database, as their last attempts showed: while they don't, new requests are refused at once. */
@ApplicationScoped
class Availability {

    private static final Logger LOG = Logger.getLogger(Availability.class);

    /** One failure may be a deadlock or a restart of one connection; the second in a row is an outage. */
    private static final int FAILURES_OF_AN_OUTAGE = 2;

    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<Instant> lastSuccess = new AtomicReference<>();

    Availability(Clock clock) {
        this.clock = clock;
    }

    void succeeded() {
        lastSuccess.set(clock.instant());
        if (failures.getAndSet(0) >= FAILURES_OF_AN_OUTAGE) {
            LOG.info("Flushes reach the database again");
        }
    }

    void failed(Throwable cause) {
        if (failures.incrementAndGet() == FAILURES_OF_AN_OUTAGE) {
            LOG.errorf(
                    "Flushes do not reach the database: refusing new entries until they do. sqlstate=%s cause=%s",
                    FlushFailure.sqlState(cause), cause.getClass().getSimpleName());
        }
    }

    boolean isDown() {
        return failures.get() >= FAILURES_OF_AN_OUTAGE;
    }

    boolean lastFlushSucceeded() {
        return failures.get() == 0;
    }

    /** Null before the first. */
    Instant lastSuccess() {
        return lastSuccess.get();
    }
}
