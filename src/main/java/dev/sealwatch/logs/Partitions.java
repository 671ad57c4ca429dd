package dev.sealwatch.logs;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps partitions ready before entries need them. */
@ApplicationScoped
class Partitions {

    /** A flush keeps its receive time however often it is tried. */
    private static final Duration BEHIND = Duration.ofDays(2);

    /** Longer than a week, so that next week is always there, even after a day of failing. */
    private static final Duration AHEAD = Duration.ofDays(8);

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final PartitionStore store;
    private final Clock clock;

    Partitions(PartitionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        makeAhead()
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .subscribe()
                .with(made -> {});
    }

    @Scheduled(every = "${sealwatch.logs.partitions-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> makeAhead() {
        Instant now = clock.instant();
        return store.makeBetween(now.minus(BEHIND), now.plus(AHEAD), now);
    }
}
