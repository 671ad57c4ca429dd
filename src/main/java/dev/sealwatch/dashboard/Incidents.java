package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.dashboard.Entity.Raised;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.detection.Anomalies.Judged;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Puts incidents together from what the rooms know. */
@ApplicationScoped
class Incidents {

    /** An anomaly comes to one alert, and to another with each rise of its severity at most. */
    private static final int MOST_ALERTS = 5;

    private final Anomalies.Dossiers anomalies;
    private final Alerts.Dossiers alerts;
    private final IncidentStore store;

    Incidents(Anomalies.Dossiers anomalies, Alerts.Dossiers alerts, IncidentStore store) {
        this.anomalies = anomalies;
        this.alerts = alerts;
        this.store = store;
    }

    /** Fails with a refusal of 404, like {@link #ofAlert}. */
    Uni<Incident> ofAnomaly(String id, Locale language) {
        return anomalies.of(id, language).flatMap(about -> {
            if (about.what() == null) {
                throw Refusal.notFound("anomaly", id);
            }
            return raisedBy(about, language).flatMap(raised -> incident("anomaly", id, about, raised, language));
        });
    }

    Uni<Incident> ofAlert(String id, Locale language) {
        return alerts.of(id, language).flatMap(alert -> {
            if (alert.described() == null) {
                throw Refusal.notFound("alert", id);
            }
            return anomalies
                    .of(alert.anomaly(), language)
                    .flatMap(about -> incident("alert", id, about, List.of(alert), language));
        });
    }

    private Uni<List<Alerts.Dossier>> raisedBy(Anomalies.Dossier about, Locale language) {
        return Multi.createFrom()
                .items(about.after().decisions().stream()
                        .map(Judged::alertId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(MOST_ALERTS))
                .onItem()
                .transformToUniAndConcatenate(id -> alerts.of(id.toString(), language))
                .select()
                .where(alert -> alert.described() != null)
                .collect()
                .asList();
    }

    private Uni<Incident> incident(
            String asked, String id, Anomalies.Dossier about, List<Alerts.Dossier> raised, Locale language) {
        Uni<List<Raised>> nearby = about.what() == null
                ? Uni.createFrom().item(List.of())
                : store.nearby(
                        about.what().anomaly(),
                        raised.stream().map(one -> one.alert().id()).toList(),
                        language);
        return Uni.combine()
                .all()
                .unis(nearby, store.lastFull())
                .with((others, last) -> new Incident(asked, id, about, raised, others, last.orElse(null)));
    }
}
