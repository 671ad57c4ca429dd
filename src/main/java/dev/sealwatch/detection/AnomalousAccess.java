package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/** Access while everybody sleeps (ATT&amp;CK T1078). */
record AnomalousAccess(Rule rule, NightHours night) implements Detector {

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('actor', $1, $2, $3, $4, $5, $6)
             where category in ('access', 'login_success', 'data_export', 'data_download')
               and case when $8::integer < $9::integer
                        then extract(hour from event_time at time zone $7) >= $8
                             and extract(hour from event_time at time zone $7) < $9
                        else extract(hour from event_time at time zone $7) >= $8
                             or extract(hour from event_time at time zone $7) < $9
                   end
            """;

    @Override
    public String type() {
        return "anomalous_access";
    }

    @Override
    public List<String> attack() {
        return List.of("T1078");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("access", "login_success", "data_export", "data_download");
    }

    @Override
    public Tuple arguments(Tuple scan) {
        return scan.addString(night.databaseZone()).addInteger(night.from()).addInteger(night.until());
    }

    @Override
    public Map<String, String> traits(Key key) {
        return EntryQuestion.ofActor(key);
    }

    @Override
    public Severity severity(Window window) {
        return Severity.MEDIUM;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.7;
    }
}
