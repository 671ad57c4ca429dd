package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Outbox.Sent;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.detection.Anomalies.After;
import dev.sealwatch.detection.Anomalies.Judged;
import dev.sealwatch.detection.Anomalies.Told;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells what alerting made of an anomaly: what it came to, and who was told. */
@ApplicationScoped
class AnomalySequel implements Anomalies.Sequel {

    private final AlertStore store;
    private final Outbox outbox;

    AnomalySequel(AlertStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public Uni<After> of(long anomalyId) {
        return store.cameTo(anomalyId)
                .flatMap(decisions -> sent(decisions)
                        .flatMap(sent -> outbox.names().map(names -> new After(decisions, told(sent, names)))));
    }

    private Uni<List<Sent>> sent(List<Judged> decisions) {
        return Multi.createFrom()
                .items(decisions.stream()
                        .map(Judged::alertId)
                        .filter(Objects::nonNull)
                        .distinct())
                .onItem()
                .transformToUniAndConcatenate(outbox::of)
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    /** The latest first. @param names of channels by id; one that is gone has its id left */
    static List<Told> told(List<Sent> sent, Map<String, String> names) {
        return sent.stream()
                .sorted(Comparator.comparing(Sent::at).reversed())
                .map(one -> new Told(
                        one.at(),
                        names.getOrDefault(one.channel(), one.channel()),
                        one.event(),
                        one.state(),
                        one.attempts()))
                .toList();
    }
}
