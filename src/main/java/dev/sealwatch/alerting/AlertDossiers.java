package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertDetails.Details;
import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.AlertStore.Judged;
import dev.sealwatch.alerting.Alerts.Dossier;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gathers what an analyst asks about one alert. */
@ApplicationScoped
class AlertDossiers implements Alerts.Dossiers {

    private static final String ID = "[1-9][0-9]{0,17}";

    private final AlertDetails details;
    private final AlertTexts texts;
    private final Outbox outbox;
    private final RuleStore rules;

    AlertDossiers(AlertDetails details, AlertTexts texts, Outbox outbox, RuleStore rules) {
        this.details = details;
        this.texts = texts;
        this.outbox = outbox;
        this.rules = rules;
    }

    @Override
    public Uni<Dossier> of(String asked, Locale language) {
        Dossier none = new Dossier(asked, null, null, 0, List.of(), List.of());
        if (!asked.matches(ID)) {
            return Uni.createFrom().item(none);
        }
        return Uni.combine()
                .all()
                .unis(details.of(Long.parseLong(asked)), outbox.names(), rules.all())
                .with((found, names, all) -> dossier(language, found, names, all))
                .onFailure(Refusal.class)
                .recoverWithItem(none);
    }

    private Dossier dossier(Locale language, Details found, Map<String, String> names, List<Rule> all) {
        Alert alert = found.alert();
        Optional<Rule> rule =
                all.stream().filter(one -> one.id().equals(alert.ruleId())).findFirst();
        return new Dossier(
                Long.toString(alert.id()),
                texts.describe(alert, language),
                rule.map(one -> texts.name(one, language)).orElse(null),
                rule.map(Rule::cooldownSeconds).orElse(0),
                found.decisions().stream().map(one -> judged(alert, one)).toList(),
                AnomalySequel.told(found.notifications(), names));
    }

    private static Anomalies.Judged judged(Alert alert, Judged one) {
        return new Anomalies.Judged(one.at(), one.severity(), one.reason(), alert.id(), one.anomalyId());
    }
}
