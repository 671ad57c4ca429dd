package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Facts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** When the threat score reached a threshold. */
@ApplicationScoped
class CrossingStore {

    // What it reads is older than what it writes: the scores between the two are told once. Another leader's clock may
    // be
    // behind the one that wrote before, so what is a little older is looked at again.
    private static final String CROSSINGS = """
              with newest as (
                   select max(at) as at from threat_scores),
                   passed as (
                   update alert_rules
                      set judged_to = newest.at
                     from newest
                    where type = 'threshold'
                      and judged_to < newest.at)
            select name, score.at, score.score, rule.threshold
              from alert_rules as rule
             cross join lateral (
                   select 'score:' || extract(epoch from at) as name, at, coalesce(earnest, score) as score,
                          lag(coalesce(earnest, score), 1, 0) over (order by at) as before
                     from threat_scores
                    where at >= coalesce((select max(at) from threat_scores
                                               where at <= rule.judged_to - interval '5 minutes'), 'epoch')) as score
             where rule.type = 'threshold'
               and score.at > rule.judged_to - interval '5 minutes'
               and score.score >= rule.threshold
               and score.before < rule.threshold
               and not exists (select from alert_decisions where occasion = name)
             order by score.at
            """;

    /** When the threat score reached the threshold, coming from below; each is found in one transaction alone. */
    Uni<List<Occasion>> next(SqlConnection connection) {
        return connection
                .preparedQuery(CROSSINGS)
                .mapping(CrossingStore::crossing)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static Occasion crossing(Row row) {
        Facts facts =
                new Facts("threat_score", null, row.getInteger("score"), row.getInteger("threshold"), null, false);
        return Occasion.worst(row.getString("name"), "score", facts, Columns.time(row, "at"));
    }
}
