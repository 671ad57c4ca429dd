package dev.sealwatch.ingest;

import dev.sealwatch.integrity.Signer;
import dev.sealwatch.logs.BatchStore;
import dev.sealwatch.logs.BatchStore.SentId;
import dev.sealwatch.logs.LogBatch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Stores one flush in one transaction: claims the senders' ids, then writes the batch and its entries. */
@ApplicationScoped
class BatchWriter {

    private final BatchStore batches;
    private final Signer signer;
    private final Availability availability;

    BatchWriter(BatchStore batches, Signer signer, Availability availability) {
        this.batches = batches;
        this.signer = signer;
        this.availability = availability;
    }

    /** @param batch null where every entry was a duplicate */
    private record Written(LogBatch batch, Map<Pending, Outcome> outcomes) {}

    /** An all-or-nothing flush that holds a conflicting id. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Map<Pending, Outcome> outcomes;

        Refused(Map<Pending, Outcome> outcomes) {
            super("An entry of an atomic request conflicts", null, false, false);
            this.outcomes = outcomes;
        }

        Map<Pending, Outcome> outcomes() {
            return outcomes;
        }
    }

    /** One attempt. When it succeeds, every entry has its outcome; when it fails, none has and nothing is stored. */
    Uni<Void> write(Lane lane, Flush flush) {
        flush.sign(signer);
        Claims claims = Claims.of(flush.entries());
        return batches.era()
                .flatMap(era -> batches.transaction(
                        connection -> store(connection, era, lane, claims, flush),
                        Written::batch,
                        availability::failed))
                .invoke(written -> settle(lane, written))
                .replaceWithVoid();
    }

    private static void settle(Lane lane, Written written) {
        if (written.batch() != null) {
            lane.committed();
        }
        written.outcomes().forEach(Pending::resolve);
    }

    private Uni<Written> store(SqlConnection connection, int era, Lane lane, Claims claims, Flush flush) {
        return batches.nextBatchNo(connection)
                .flatMap(batchNo -> takenIds(connection, batchNo, claims, flush).flatMap(taken -> {
                    Map<Pending, Outcome> outcomes = claims.outcomes(taken);
                    refuseConflicts(flush, outcomes);
                    List<Pending> free = claims.free(taken);
                    LogBatch batch = free.isEmpty() ? null : Flush.batch(lane, signer, flush.createdAt(), free);
                    return (batch == null
                                    ? Uni.createFrom().voidItem()
                                    : batches.insert(connection, batchNo, era, batch))
                            .replaceWith(new Written(batch, outcomes));
                }));
    }

    private static void refuseConflicts(Flush flush, Map<Pending, Outcome> outcomes) {
        if (flush.isAtomic() && !outcomes.values().stream().allMatch(Outcome::isStored)) {
            throw new Refused(outcomes);
        }
    }

    private Uni<List<SentId>> takenIds(SqlConnection connection, long batchNo, Claims claims, Flush flush) {
        List<SentId> ids = Claims.ids(claims.candidates());
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return batches.claim(connection, batchNo, flush.createdAt(), ids)
                .flatMap(claimed -> claimed == ids.size()
                        ? Uni.createFrom().item(List.<SentId>of())
                        : batches.taken(connection, batchNo, ids)
                                .call(taken -> batches.move(connection, batchNo, Claims.ids(claims.free(taken)))));
    }
}
