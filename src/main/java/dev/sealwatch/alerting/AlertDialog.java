package dev.sealwatch.alerting;

import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.pages.Frame;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Everything about one alert, on top of the list. */
@ApplicationScoped
class AlertDialog {

    /** What the dialog shows. @param about its anomaly, with {@code what} null where it is about none */
    record Opened(Alerts.Dossier file, Anomalies.Dossier about) {}

    private final Alerts.Dossiers alerts;
    private final Anomalies.Dossiers anomalies;

    AlertDialog(Alerts.Dossiers alerts, Anomalies.Dossiers anomalies) {
        this.alerts = alerts;
        this.anomalies = anomalies;
    }

    /** Empty where the address names none. */
    Uni<Optional<Opened>> opened(Frame frame) {
        String asked = frame.query().one("detail");
        Locale language = frame.viewer().locale();
        return asked.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : alerts.of(asked, language)
                        .flatMap(file -> anomalies
                                .of(file.anomaly(), language)
                                .map(about -> Optional.of(new Opened(file, about))));
    }
}
