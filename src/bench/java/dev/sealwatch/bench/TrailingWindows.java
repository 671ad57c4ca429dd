package dev.sealwatch.bench;

import java.sql.SQLException;
import java.util.List;

/** The obvious way, for comparison: every cycle counts the last minutes of everything that is stored. */
final class TrailingWindows {

    private static final List<String> QUERIES = List.of("""
            select ip_address, count(*) from aggregated_logs
             where category in ('login_failed', 'two_factor_failed') and timestamp > now() - interval '10 minutes'
             group by 1 having count(*) >= 10
            """, """
            select ip_address, count(distinct user_id) from aggregated_logs
             where category = 'login_failed' and timestamp > now() - interval '5 minutes'
             group by 1 having count(distinct user_id) >= 5
            """, """
            select user_id, ip_address, count(*) from aggregated_logs
             where category = 'authorization_denied' and timestamp > now() - interval '30 minutes'
             group by 1, 2 having count(*) >= 3
            """, """
            select user_id, ip_address, count(*) from aggregated_logs
             where category in ('access', 'login_success', 'data_export', 'data_download')
               and timestamp > now() - interval '60 minutes' and extract(hour from timestamp) between 2 and 4
             group by 1, 2 having count(*) >= 3
            """, """
            select ip_address, count(*), count(distinct user_id), count(*) filter (where level in ('error', 'critical'))
              from aggregated_logs
             where timestamp > now() - interval '60 minutes'
             group by 1 having count(*) >= 100
            """, """
            select user_id, ip_address, count(*) from aggregated_logs
             where category in ('data_export', 'data_download') and timestamp > now() - interval '30 minutes'
             group by 1, 2 having count(*) >= 5
            """, """
            select user_id, count(distinct ip_address) from aggregated_logs
             where category = 'login_success' and timestamp > now() - interval '24 hours'
             group by 1 having count(distinct ip_address) >= 5
            """, """
            select ip_address, count(*) from aggregated_logs
             where category = 'rate_limit_exceeded' and timestamp > now() - interval '15 minutes'
             group by 1 having count(*) >= 5
            """);

    private TrailingWindows() {}

    /** Seconds that all eight take, one after another. */
    static double seconds(Table table) throws SQLException {
        long start = System.nanoTime();
        for (String query : QUERIES) {
            table.execute(query);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
