package dev.sealwatch.notify;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the outbox in order: what waits is measured, what nobody can be told any more is given up, what is old goes. */
@ApplicationScoped
class Housekeeping {

    private final LedgerStore ledger;
    private final NotifyMetrics metrics;
    private final NotifyConfig config;

    Housekeeping(LedgerStore ledger, NotifyMetrics metrics, NotifyConfig config) {
        this.ledger = ledger;
        this.metrics = metrics;
        this.config = config;
    }

    Uni<Void> keep() {
        return ledger.abandon(config.giveUpAfter())
                .chain(ledger::waiting)
                .invoke(metrics::waiting)
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return Multi.createBy()
                .repeating()
                .uni(() -> ledger.forget(config.keptFor()))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }
}
