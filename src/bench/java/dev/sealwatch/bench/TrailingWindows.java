package dev.sealwatch.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The obvious way, for comparison: every cycle counts the last minutes of everything that is stored. */
final class TrailingWindows {

    private static final Map<String, String> QUERIES = Map.of(
            "brute_force_attack",
            """
            select ip_address, count(*) from aggregated_logs
             where category in ('login_failed', 'two_factor_failed') and timestamp > now() - interval '10 minutes'
             group by 1 having count(*) >= 10
            """,
            "account_enumeration",
            """
            select ip_address, count(distinct user_id) from aggregated_logs
             where category = 'login_failed' and timestamp > now() - interval '5 minutes'
             group by 1 having count(distinct user_id) >= 5
            """,
            "privilege_escalation",
            """
            select user_id, ip_address, count(*) from aggregated_logs
             where category = 'authorization_denied' and timestamp > now() - interval '30 minutes'
             group by 1, 2 having count(*) >= 3
            """,
            "anomalous_access",
            """
            select user_id, ip_address, count(*) from aggregated_logs
             where category in ('access', 'login_success', 'data_export', 'data_download')
               and timestamp > now() - interval '60 minutes' and extract(hour from timestamp) between 2 and 4
             group by 1, 2 having count(*) >= 3
            """,
            "suspicious_ip",
            """
            select ip_address, count(*), count(distinct user_id), count(*) filter (where level in ('error', 'critical'))
              from aggregated_logs
             where timestamp > now() - interval '60 minutes'
             group by 1 having count(*) >= 100
            """,
            "data_exfiltration",
            """
            select user_id, ip_address, count(*) from aggregated_logs
             where category in ('data_export', 'data_download') and timestamp > now() - interval '30 minutes'
             group by 1, 2 having count(*) >= 5
            """,
            "session_anomaly",
            """
            select user_id, count(distinct ip_address) from aggregated_logs
             where category = 'login_success' and timestamp > now() - interval '24 hours'
             group by 1 having count(distinct ip_address) >= 5
            """,
            "rate_limit_abuse",
            """
            select ip_address, count(*) from aggregated_logs
             where category = 'rate_limit_exceeded' and timestamp > now() - interval '15 minutes'
             group by 1 having count(*) >= 5
            """);

    private TrailingWindows() {}

    /** Seconds that each takes, one after another, by the type of the detector. */
    static Map<String, Double> seconds(Table table) throws SQLException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            long start = System.nanoTime();
            table.execute(query.getValue());
            seconds.put(query.getKey(), (System.nanoTime() - start) / 1e9);
        }
        return seconds;
    }
}
