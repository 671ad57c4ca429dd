package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sealwatch.detection.AnomalyTexts;
import dev.sealwatch.detection.AnomalyTexts.Text;
import dev.sealwatch.pages.Viewer;
import io.quarkus.qute.i18n.Localized;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Says what an alert is, in the language of whoever looks at it. */
@ApplicationScoped
public class AlertTexts {

    /** An alert with its texts, as it looks in JSON. */
    public record Described(
            @JsonUnwrapped Alert alert, @JsonUnwrapped Text text) {}

    private final AnomalyTexts anomalies;
    private final AlertMessages english;
    private final AlertMessages romanian;

    AlertTexts(AnomalyTexts anomalies, AlertMessages english, @Localized("ro") AlertMessages romanian) {
        this.anomalies = anomalies;
        this.english = english;
        this.romanian = romanian;
    }

    /** @param language one that {@link Viewer#accepted} chose */
    public Described describe(Alert alert, Locale language) {
        return new Described(alert, of(alert.facts(), language));
    }

    /** What a rule is called. @param language one that {@link Viewer#accepted} chose */
    public String name(AlertRules.Rule rule, Locale language) {
        return switch (rule.type()) {
            case ANOMALY -> anomalies.title(rule.anomalyType(), language);
            case THRESHOLD -> in(language).threatScore();
            case INTEGRITY -> in(language).integrity();
        };
    }

    private AlertMessages in(Locale language) {
        return language.getLanguage().equals("ro") ? romanian : english;
    }

    private Text of(Alert.Facts facts, Locale language) {
        AlertMessages messages = in(language);
        return switch (facts.about()) {
            case "threat_score" ->
                new Text(messages.threatScore(), messages.threatScoreText(facts.observed(), facts.threshold()));
            case "tampered" -> new Text(messages.tampered(), messages.tamperedText(facts.observed()));
            case "missing" -> new Text(messages.missing(), messages.missingText(facts.observed()));
            case "inserted" -> new Text(messages.inserted(), messages.insertedText(facts.observed()));
            case "rollback" -> new Text(messages.rollback(), messages.rollbackText(facts.observed()));
            default -> anomalies.of(anomaly(facts), language);
        };
    }

    private static AnomalyTexts.Facts anomaly(Alert.Facts facts) {
        return new AnomalyTexts.Facts(
                facts.about(),
                facts.who(),
                (int) facts.observed(),
                facts.threshold(),
                facts.windowSeconds(),
                facts.followed());
    }
}
