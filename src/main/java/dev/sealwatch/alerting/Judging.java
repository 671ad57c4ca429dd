package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.Decision.Latest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Judges one occasion: decides, does it, records why, and says what is to be told. */
@ApplicationScoped
class Judging {

    private final JudgmentStore judgments;
    private final EffectStore effects;
    private final Dispatch dispatch;

    Judging(JudgmentStore judgments, EffectStore effects, Dispatch dispatch) {
        this.judgments = judgments;
        this.effects = effects;
        this.dispatch = dispatch;
    }

    /** @param connection of the transaction in which it is judged once and for all */
    Uni<Void> judge(SqlConnection connection, Law law, Occasion occasion) {
        Rule rule = law.rule(occasion);
        return latest(connection, rule, occasion)
                .map(latest -> Decision.on(occasion, rule, law.mutes(), latest, law.now()))
                .flatMap(decision -> effects.apply(connection, occasion, rule, decision.effect(), law.now())
                        .map(alert -> new Verdict(rule, decision, alert)))
                .call(verdict -> judgments.record(connection, occasion, verdict, law.now()))
                .call(verdict -> dispatch.tell(connection, law, occasion, verdict))
                .replaceWithVoid();
    }

    private Uni<Optional<Latest>> latest(SqlConnection connection, Rule rule, Occasion occasion) {
        return rule == null
                ? Uni.createFrom().item(Optional.empty())
                : judgments.latest(connection, rule, occasion.entity());
    }
}
