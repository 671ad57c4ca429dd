package dev.sealwatch.detection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Whether this replica leads the cycle. Two that both believed so would only do work that fails to commit. */
@ApplicationScoped
class Leadership {

    private static final Logger LOG = Logger.getLogger(Leadership.class);

    /** Heartbeats without an answer after which another replica may be leading. */
    private static final int MISSED = 3;

    private final LeadStore store;
    private final DetectionConfig config;
    private final Clock clock;
    private final AtomicReference<SqlConnection> lock = new AtomicReference<>();
    private final AtomicLong offset = new AtomicLong();

    Leadership(LeadStore store, DetectionConfig config, Clock clock, MeterRegistry registry) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        Gauge.builder("siem.detection.leader", () -> isLeader() ? 1 : 0)
                .description("1 on the replica that leads the detection cycle, 0 on all others.")
                .register(registry);
        Gauge.builder("siem.detection.clock.offset.seconds", offset, AtomicLong::get)
                .description(
                        "How far the clock of this replica was ahead of the database's when it last asked to lead.")
                .register(registry);
    }

    boolean isLeader() {
        return lock.get() != null;
    }

    /** Leads from now on, if nobody else does. */
    @Scheduled(every = "${sealwatch.detection.heartbeat}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> seek() {
        SqlConnection held = lock.get();
        Uni<Void> sought = held == null ? store.take().onItem().ifNotNull().transformToUni(this::check) : check(held);
        return sought.onFailure().invoke(this::lost).onFailure().recoverWithNull();
    }

    /** A connection that no longer answers is left alone: back in the pool, it would hang whoever gets it. */
    private Uni<Void> check(SqlConnection connection) {
        return store.heartbeat(connection)
                .ifNoItem()
                .after(config.heartbeat().multipliedBy(MISSED))
                .fail()
                .chain(time -> agree(connection, time));
    }

    private Uni<Void> agree(SqlConnection connection, Instant databaseTime) {
        Duration apart = Duration.between(databaseTime, clock.instant());
        offset.set(apart.toSeconds());
        if (apart.abs().compareTo(config.clockTolerance()) <= 0) {
            lead(connection);
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("This replica leads nothing: its clock and the database's differ. seconds=%d", apart.toSeconds());
        lock.set(null);
        return store.release(connection).replaceWithVoid();
    }

    private void lead(SqlConnection connection) {
        if (lock.getAndSet(connection) == null) {
            LOG.info("This replica leads the detection cycle.");
        }
    }

    private void lost(Throwable cause) {
        if (lock.getAndSet(null) != null) {
            LOG.warnf("This replica no longer leads the detection cycle. cause=%s", cause.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        SqlConnection held = lock.getAndSet(null);
        if (held != null) {
            held.closeAndForget();
        }
    }
}
