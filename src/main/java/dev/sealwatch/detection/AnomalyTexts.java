package dev.sealwatch.detection;

import dev.sealwatch.pages.Viewer;
import io.quarkus.qute.i18n.Localized;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Says what an anomaly is, in the language of whoever looks at it. */
@ApplicationScoped
public class AnomalyTexts {

    /** A name of its kind, and a sentence about this one. */
    public record Text(String title, String description) {}

    /** An anomaly in the viewer's language. */
    public record Described(Anomaly anomaly, Text text) {

        /** In percent. */
        public long confidence() {
            return Math.round(HUNDRED * anomaly.confidence());
        }

        public boolean isOpen() {
            return anomaly.status() == Anomaly.Status.OPEN;
        }

        /** Its entries on the tab of logs, which has other names for times. */
        public String logs() {
            String asked = anomaly.evidence().query();
            return "security/intelligence?tab=logs&"
                    + asked.substring(asked.indexOf('?') + 1)
                            .replace("&start_date=", "&from=")
                            .replace("&end_date=", "&to=");
        }
    }

    /**
     * What the texts say.
     *
     * @param who a user as a sender wrote it, or an address
     * @param observed what the worst window held
     * @param followed a sign-in from the same address succeeded after the threshold was reached
     */
    public record Facts(String type, String who, int observed, int threshold, long windowSeconds, boolean followed) {

        public static Facts of(Anomaly anomaly) {
            Anomaly.RuleThen rule = anomaly.rule();
            return new Facts(
                    anomaly.type(),
                    AnomalyTexts.who(anomaly),
                    rule.observed(),
                    rule.threshold(),
                    rule.windowSeconds(),
                    anomaly.followed());
        }
    }

    private static final Locale ROMANIAN = Locale.forLanguageTag("ro");
    private static final int HUNDRED = 100;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private final AnomalyMessages english;
    private final AnomalyMessages romanian;

    AnomalyTexts(AnomalyMessages english, @Localized("ro") AnomalyMessages romanian) {
        this.english = english;
        this.romanian = romanian;
    }

    /** @param language one that {@link Viewer#accepted} chose */
    public Text of(Anomaly anomaly, Locale language) {
        return of(Facts.of(anomaly), language);
    }

    /** @param language one that {@link Viewer#accepted} chose */
    public Text of(Facts facts, Locale language) {
        AnomalyMessages messages = in(language);
        String text = messages.text(
                facts.type(), facts.who(), facts.observed(), window(facts.windowSeconds()), facts.threshold());
        return new Text(messages.title(facts.type()), facts.followed() ? text + " " + messages.followed() : text);
    }

    /** The name of a kind of anomaly. */
    public String title(String type, Locale language) {
        return in(language).title(type);
    }

    private AnomalyMessages in(Locale language) {
        return language.equals(ROMANIAN) ? romanian : english;
    }

    /** As a sender wrote it, where the key is a user. */
    private static String who(Anomaly anomaly) {
        if (anomaly.key().userId() == null) {
            return anomaly.key().ipAddress();
        }
        return anomaly.userId() == null ? anomaly.key().userId() : anomaly.userId();
    }

    /** The units read alike in both languages. */
    private static String window(long seconds) {
        if (seconds % HOUR == 0) {
            return seconds / HOUR + " h";
        }
        return seconds % MINUTE == 0 ? seconds / MINUTE + " min" : seconds + " s";
    }
}
