package dev.sealwatch.logs;

import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Purges one expired partition: keeps its leaves, records and announces it, takes it out of the table, drops it.
 *
 * <p>Each step may be done again, and an interrupted purge goes on at the step that its partition shows. What was taken
 * out of the table without a record is put back, and purged like any other the next time.
 */
@ApplicationScoped
class Purge {

    private final RetentionStore store;
    private final LeafStore leaves;
    private final PartitionStore partitions;
    private final AuditTrail trail;
    private final Clock clock;

    Purge(RetentionStore store, LeafStore leaves, PartitionStore partitions, AuditTrail trail, Clock clock) {
        this.store = store;
        this.leaves = leaves;
        this.partitions = partitions;
        this.trail = trail;
        this.clock = clock;
    }

    /** How many entries were recorded as gone; none when an earlier run had done so. */
    Uni<Long> purge(SqlConnection connection, ExpiredPartition partition) {
        return switch (partition.state()) {
            case ATTACHED ->
                leaves.keep(connection, partition)
                        .chain(entries -> announce(partition, entries))
                        .call(() -> store.alter(connection, partition.detach()))
                        .call(() -> store.alter(connection, partition.drop()));
            case DETACHING -> store.alter(connection, partition.finish()).chain(() -> leave(connection, partition));
            case DETACHED -> leave(connection, partition);
        };
    }

    private Uni<Long> leave(SqlConnection connection, ExpiredPartition partition) {
        Uni<Void> step = partition.recorded()
                ? store.alter(connection, partition.drop())
                : partitions.make(partition.retentionDays(), partition.from().toInstant());
        return step.replaceWith(0L);
    }

    Uni<Long> announce(ExpiredPartition partition, long entries) {
        return partition.recorded()
                ? Uni.createFrom().item(0L)
                : trail.change(connection -> store.record(connection, partition, entries, clock.instant())
                        .replaceWith(new Change<>(entries, purged(partition, entries))));
    }

    private static AuditEvent purged(ExpiredPartition partition, long entries) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("partition", partition.name());
        details.put("retention_days", partition.retentionDays());
        details.put("received_from", partition.from().toInstant().toString());
        details.put("received_until", partition.until().toInstant().toString());
        details.put("entries", entries);
        return AuditEvent.siem("info", "siem_purge", "Expired entries purged", null, details);
    }
}
