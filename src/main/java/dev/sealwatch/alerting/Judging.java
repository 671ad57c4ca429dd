package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.Decision.Latest;
import dev.sealwatch.alerting.Law.Subject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Judges occasions: decides, does it, records why, and says what is to be told. */
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

    /** @param connection of the transaction in which they are judged once and for all */
    Uni<Void> judge(SqlConnection connection, Law law, List<Occasion> occasions) {
        return judgments
                .latest(connection, law.subjects(occasions))
                .flatMap(latest -> Multi.createFrom()
                        .iterable(law.turns(occasions))
                        .onItem()
                        .transformToUniAndConcatenate(turn -> judge(connection, law, turn, latest))
                        .onItem()
                        .<Verdict>disjoint()
                        .collect()
                        .asList())
                .call(verdicts -> judgments.record(connection, verdicts, law.now()))
                .flatMap(verdicts -> dispatch.tell(connection, law, verdicts));
    }

    /** At once, as none of them is about another one's subject. @param latest as it is now, and kept so */
    private Uni<List<Verdict>> judge(
            SqlConnection connection, Law law, List<Occasion> turn, Map<Subject, Alert> latest) {
        List<Uni<Verdict>> verdicts = turn.stream()
                .map(occasion -> judge(connection, law, occasion, latest))
                .toList();
        return Uni.combine().all().unis(verdicts).with(Verdict.class, Function.identity());
    }

    private Uni<Verdict> judge(SqlConnection connection, Law law, Occasion occasion, Map<Subject, Alert> latest) {
        Rule rule = law.rule(occasion);
        Optional<Latest> before = law.subject(occasion).map(latest::get).map(Latest::of);
        Decision decision = Decision.on(occasion, rule, law.mutes(), before, law.now());
        return effects.apply(connection, occasion, rule, decision.effect(), law.now())
                .onItem()
                .ifNotNull()
                .invoke(alert -> latest.put(Subject.of(alert), alert))
                .map(alert -> new Verdict(occasion, rule, decision, alert));
    }
}
