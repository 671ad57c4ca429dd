package dev.sealwatch.ingest;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Holds the end of the process until what was answered "buffered" is stored; by then no request is served any more. */
@ApplicationScoped
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Pipeline pipeline;
    private final EntryBuffer buffer;

    Drain(Pipeline pipeline, EntryBuffer buffer) {
        this.pipeline = pipeline;
        this.buffer = buffer;
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        for (Duration waited = Duration.ZERO;
                !pipeline.isIdle() && waited.compareTo(AT_MOST) < 0;
                waited = waited.plus(LOOK_EVERY)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        if (!pipeline.isIdle()) {
            LOG.errorf("Stopped before all was stored: the database did not take it. entries=%d", buffer.entries());
        }
    }
}
