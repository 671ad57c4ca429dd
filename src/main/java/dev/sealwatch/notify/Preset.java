package dev.sealwatch.notify;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** In whose words a webhook is written. */
enum Preset {
    GENERIC,
    SLACK,
    TEAMS,
    PAGERDUTY;

    private static final String PAGERDUTY_EVENTS = "https://events.pagerduty.com/v2/enqueue";

    /** The word used in the database and in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Preset of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether its receiver can't do without a secret. */
    boolean needsSecret() {
        return this == GENERIC || this == PAGERDUTY;
    }

    /** Whether whoever knows the URL may post there. */
    boolean hasSecretUrl() {
        return this == SLACK || this == TEAMS;
    }

    /** Where it goes when nobody says so, or null. */
    String defaultUrl() {
        return this == PAGERDUTY ? PAGERDUTY_EVENTS : null;
    }

    JsonObject body(Message message, Card card, String secret) {
        return switch (this) {
            case GENERIC -> message.json();
            case SLACK -> SlackBody.of(card);
            case TEAMS -> TeamsBody.of(card);
            case PAGERDUTY -> PagerDutyBody.of(message, card, secret);
        };
    }
}
