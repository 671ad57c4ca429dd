package dev.sealwatch.alerting;

import dev.sealwatch.alerting.OccasionStore.Unjudged;
import dev.sealwatch.detection.Anomalies;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** After each cycle of the detectors: judges what nobody judged yet, and tells what was held until now. */
@ApplicationScoped
class AlertStage implements Anomalies.Follower {

    private final JudgmentStore judgments;
    private final OccasionStore occasions;
    private final Laws laws;
    private final Judging judging;
    private final Dispatch dispatch;

    AlertStage(JudgmentStore judgments, OccasionStore occasions, Laws laws, Judging judging, Dispatch dispatch) {
        this.judgments = judgments;
        this.occasions = occasions;
        this.laws = laws;
        this.judging = judging;
        this.dispatch = dispatch;
    }

    /** It is safe, though wasted, to run it twice, or where another process does so too. */
    @Override
    public Uni<Void> follow() {
        return Multi.createBy()
                .repeating()
                .uni(() -> judgments.alone(this::judge))
                .whilst(Unjudged::more)
                .collect()
                .last()
                .chain(() -> judgments.alone(connection -> dispatch.tellDue(connection, laws.time())));
    }

    private Uni<Unjudged> judge(SqlConnection connection) {
        return laws.now(connection)
                .flatMap(law -> occasions
                        .next(connection, law.now())
                        .call(unjudged -> judging.judge(connection, law, unjudged.occasions())));
    }
}
