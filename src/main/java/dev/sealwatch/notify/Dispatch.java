package dev.sealwatch.notify;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Empties the outbox: claims, sends, and says what came of it. Any number of these may run at once. */
@ApplicationScoped
class Dispatch {

    private static final Logger LOG = Logger.getLogger(Dispatch.class);

    /** What one attempt came to. */
    record Tried(Delivery delivery, Receipt receipt, Fate fate) {}

    private final DeliveryStore store;
    private final FateStore fates;
    private final Courier courier;
    private final NotifyMetrics metrics;

    Dispatch(DeliveryStore store, FateStore fates, Courier courier, NotifyMetrics metrics) {
        this.store = store;
        this.fates = fates;
        this.courier = courier;
        this.metrics = metrics;
    }

    /** Until nothing is due any more. */
    Uni<Void> run() {
        return Multi.createBy()
                .repeating()
                .uni(this::round)
                .until(List::isEmpty)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<Tried>> round() {
        return store.claim()
                .onItem()
                .transformToMulti(claimed -> Multi.createFrom().iterable(claimed))
                .onItem()
                .transformToUniAndMerge(this::send)
                .collect()
                .asList();
    }

    /** What can't be written down is found out when its lease ends. */
    Uni<Tried> send(Delivery delivery) {
        return courier.carry(delivery)
                .map(receipt -> new Tried(delivery, receipt, fates.fate(delivery, receipt)))
                .call(tried -> fates.finish(delivery, tried.receipt(), tried.fate())
                        .onFailure()
                        .invoke(cause -> LOG.warnf(
                                "What came of a notification can't be stored. delivery=%s cause=%s",
                                delivery.id(), cause.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .invoke(this::tell);
    }

    private void tell(Tried tried) {
        metrics.tried(tried.delivery().channel().type(), tried.fate().outcome());
        if (tried.fate().outcome().equals(Fate.GIVEN_UP)) {
            LOG.warnf(
                    "A notification was given up. channel=%s delivery=%s attempts=%d error=%s",
                    tried.delivery().channel().id(),
                    tried.delivery().id(),
                    tried.delivery().attempt(),
                    tried.receipt().error());
        }
    }
}
