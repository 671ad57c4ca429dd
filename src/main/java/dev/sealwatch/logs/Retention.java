package dev.sealwatch.logs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Drops what has outlived its retention, one replica at a time. */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final RetentionStore store;
    private final Purge purge;
    private final LogsConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final AtomicLong lastSuccess = new AtomicLong();

    Retention(RetentionStore store, Purge purge, LogsConfig config, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.purge = purge;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        TimeGauge.builder("siem_retention_last_success_timestamp", lastSuccess, TimeUnit.SECONDS, AtomicLong::get)
                .description("When everything that had expired was last gone, in Unix time")
                .register(metrics);
    }

    @Scheduled(every = "${sealwatch.logs.retention-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return store.alone(connection -> store.time(connection).chain(time -> run(connection, time)));
    }

    private Uni<Void> run(SqlConnection connection, Instant databaseTime) {
        Instant now = clock.instant();
        Duration apart = Duration.between(databaseTime, now).abs();
        if (apart.compareTo(config.retentionClockTolerance()) > 0) {
            LOG.warnf("Nothing is purged: the clocks of service and database differ. seconds=%d", apart.toSeconds());
            return Uni.createFrom().voidItem();
        }
        return store.expired(connection, now)
                .chain(expired -> purgeAll(connection, expired))
                .chain(failures ->
                        forgetIds(connection, now.minus(config.idsKeptFor())).replaceWith(failures))
                .invoke(failures -> lastSuccess.updateAndGet(last -> failures == 0 ? now.getEpochSecond() : last))
                .replaceWithVoid();
    }

    /** How many could not be purged; one that can't must not keep the others. */
    private Uni<Long> purgeAll(SqlConnection connection, List<ExpiredPartition> expired) {
        return Multi.createFrom()
                .iterable(expired)
                .onItem()
                .transformToUniAndConcatenate(partition -> purge(connection, partition))
                .filter(succeeded -> !succeeded)
                .collect()
                .in(AtomicLong::new, (failures, failed) -> failures.incrementAndGet())
                .map(AtomicLong::get);
    }

    private Uni<Boolean> purge(SqlConnection connection, ExpiredPartition partition) {
        return purge.purge(connection, partition)
                .invoke(entries -> purged(partition, entries))
                .replaceWith(true)
                .onFailure()
                .invoke(cause -> LOG.errorf(
                        "An expired partition could not be purged. partition=%s cause=%s", partition.name(), cause))
                .onFailure()
                .recoverWithItem(false);
    }

    private void purged(ExpiredPartition partition, long entries) {
        metrics.counter("siem_retention_purged_entries", "retention_days", Integer.toString(partition.retentionDays()))
                .increment(entries);
        LOG.infof("An expired partition was purged. partition=%s entries=%d", partition.name(), entries);
    }

    private Uni<Void> forgetIds(SqlConnection connection, Instant before) {
        return Multi.createBy()
                .repeating()
                .uni(() -> store.forgetIds(connection, before, config.purgeChunk()))
                .whilst(forgotten -> forgotten == config.purgeChunk())
                .onItem()
                .ignoreAsUni();
    }
}
