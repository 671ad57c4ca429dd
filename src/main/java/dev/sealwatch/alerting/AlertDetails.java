package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertStore.Judged;
import dev.sealwatch.alerting.Outbox.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gathers everything about one alert. */
@ApplicationScoped
class AlertDetails {

    /** @param notifications the latest first. @param decisions what came to it, the latest first */
    record Details(Alert alert, List<Sent> notifications, List<Judged> decisions) {}

    private final AlertStore store;
    private final Outbox outbox;

    AlertDetails(AlertStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /** Fails with a refusal of 404. */
    Uni<Details> of(long id) {
        return store.find(id)
                .flatMap(alert -> Uni.combine()
                        .all()
                        .unis(outbox.of(id), store.judged(id))
                        .with((notifications, decisions) -> new Details(alert, notifications, decisions)));
    }
}
