package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.Effect.Act;
import dev.sealwatch.alerting.Telling.Event;
import dev.sealwatch.detection.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of an occasion, and why. */
sealed interface Decision {

    /** The latest alert of the same rule and entity. */
    record Latest(long id, boolean live, Instant toldAt, Severity toldSeverity) {

        static Latest of(Alert alert) {
            return new Latest(alert.id(), alert.status() != Status.RESOLVED, alert.toldAt(), alert.toldSeverity());
        }
    }

    /** The name under which it is recorded. */
    String reason();

    /** What it does to alerts. */
    default Effect effect() {
        return Effect.NONE;
    }

    /** No rule covers it. */
    record Uncovered() implements Decision {

        @Override
        public String reason() {
            return "uncovered";
        }
    }

    /** Its rule is off. */
    record Off() implements Decision {

        @Override
        public String reason() {
            return "off";
        }
    }

    record Muted(long by) implements Decision {

        @Override
        public String reason() {
            return "muted";
        }
    }

    record BelowMinSeverity() implements Decision {

        @Override
        public String reason() {
            return "below_min_severity";
        }
    }

    /** It was resolved before it was judged. */
    record Settled() implements Decision {

        @Override
        public String reason() {
            return "settled";
        }
    }

    /** Into a live alert, of which somebody was told less than a cooldown ago. */
    record Folded(long into) implements Decision {

        @Override
        public String reason() {
            return "folded";
        }

        @Override
        public Effect effect() {
            return new Effect(Act.FOLD, into, null);
        }
    }

    /** Into a live alert that was last told a cooldown or more ago. */
    record ToldAgain(long into) implements Decision {

        @Override
        public String reason() {
            return "told_again";
        }

        @Override
        public Effect effect() {
            return new Effect(Act.FOLD, into, Event.TOLD_AGAIN);
        }
    }

    /** Into a live alert, and worse than what was told. */
    record SeverityRose(long into) implements Decision {

        @Override
        public String reason() {
            return "severity_rose";
        }

        @Override
        public Effect effect() {
            return new Effect(Act.FOLD, into, Event.SEVERITY_ROSE);
        }
    }

    /** After an alert that is resolved, within its cooldown; however bad it is. */
    record Suppressed(long after) implements Decision {

        @Override
        public String reason() {
            return "suppressed";
        }

        @Override
        public Effect effect() {
            return new Effect(Act.SUPPRESS, after, null);
        }
    }

    record Raised() implements Decision {

        @Override
        public String reason() {
            return "raised";
        }

        @Override
        public Effect effect() {
            return new Effect(Act.RAISE, null, Event.RAISED);
        }
    }

    /** Pure: all that it looks at comes in. @param rule null where none covers it */
    static Decision on(Occasion occasion, Rule rule, List<Mute> mutes, Optional<Latest> latest, Instant now) {
        if (rule == null) {
            return new Uncovered();
        }
        if (!rule.enabled()) {
            return new Off();
        }
        Optional<Mute> mute =
                mutes.stream().filter(one -> one.covers(occasion, rule)).findFirst();
        if (mute.isPresent()) {
            return new Muted(mute.get().id());
        }
        if (occasion.severity().compareTo(rule.minSeverity()) < 0) {
            return new BelowMinSeverity();
        }
        return occasion.settled()
                ? new Settled()
                : latest.map(alert -> after(alert, occasion, rule, now)).orElseGet(Raised::new);
    }

    private static Decision after(Latest alert, Occasion occasion, Rule rule, Instant now) {
        boolean cool = !now.isBefore(alert.toldAt().plusSeconds(rule.cooldownSeconds()));
        if (!alert.live()) {
            return cool ? new Raised() : new Suppressed(alert.id());
        }
        if (occasion.severity().compareTo(alert.toldSeverity()) > 0) {
            return new SeverityRose(alert.id());
        }
        return cool ? new ToldAgain(alert.id()) : new Folded(alert.id());
    }
}
