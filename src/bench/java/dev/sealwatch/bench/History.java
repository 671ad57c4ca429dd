package dev.sealwatch.bench;

import java.sql.SQLException;

/**
 * Entries of the last 24 hours, made in the database: evenly over time, unevenly over users and addresses.
 *
 * @param rows how many; the users and addresses they are drawn from grow with them
 */
record History(int rows) {

    private static final int ROWS_A_BATCH = 1_000;
    private static final int ROWS_A_USER = 200;
    private static final int ROWS_AN_ADDRESS = 50;
    private static final int SECONDS_A_DAY = 86_400;

    private static final String EMPTY = """
            truncate aggregated_logs, log_batches, known_ids, batch_readers, security_anomalies, detector_states,
                     detector_counts, detector_tails, threat_scores, threat_intelligence cascade
            """;

    private static final String BATCHES = """
            insert into log_batches (era, writer, writer_seq, created_at, entries, key_no, mac)
            select (select max(era) from log_eras), 'bench', batch, now() - make_interval(secs => %d - batch * %d::double precision / %d), %d,
                   (select min(key_no) from signature_keys), sha256(int4send(batch))
              from generate_series(1, %d) as batch
            """;

    private static final String ROWS = """
            insert into aggregated_logs (
                   id, batch_no, timestamp, created_at, event_time, log_id, batch_pos, retention_days, key_no,
                   source, level, category, message, metadata, user_id, user_key, ip_address, ip_key, user_agent,
                   principal, signature, leaf_commit)
            select batch_no * 65536 + position, batch_no, created_at, created_at, created_at, gen_random_uuid(), position,
                   90, key_no, 'application', case when kind = 8 then 'error' else 'info' end,
                   (array['access', 'access', 'access', 'login_success', 'login_failed', 'authorization_denied',
                          'role_changed', 'order_placed', 'payment_failed', 'service_restarted'])[kind + 1],
                   'Order over 129.90 EUR placed by ' || person, jsonb_build_object('order', position),
                   person, person, address, address,
                   'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
                   'token:bench', sha256(int4send(position)), sha256(int4send(-position))
              from log_batches
             cross join generate_series(0, %d - 1) as position
             cross join lateral (select floor(random() * 10)::int + 0 * position as kind,
                                        'user' || lpad(floor(%d * random() ^ 3 + 0 * position)::text, 4, '0') as person,
                                        '10.0.0.0'::inet + floor(%d * random() ^ 3 + 0 * position)::bigint as address)
                as drawn
             where writer = 'bench'
             order by 1
            """;

    int users() {
        return rows / ROWS_A_USER;
    }

    int addresses() {
        return rows / ROWS_AN_ADDRESS;
    }

    void store(Table table) throws SQLException {
        table.execute(EMPTY);
        for (int day = 0; day <= 1; day++) {
            table.execute("call make_log_partition(90, now() - interval '%d day')".formatted(day));
        }
        int batches = rows / ROWS_A_BATCH;
        table.execute(BATCHES.formatted(SECONDS_A_DAY, SECONDS_A_DAY, batches, ROWS_A_BATCH, batches));
        table.execute(ROWS.formatted(ROWS_A_BATCH, users(), addresses()));
        table.execute("vacuum analyze aggregated_logs");
        table.execute("vacuum analyze log_batches");
        table.execute("checkpoint");
    }

    private static final String LEAVE = """
            with oldest as (
                 delete from log_batches
                  where batch_no in (select batch_no from log_batches where writer = 'bench' order by batch_no limit %d)
                 returning batch_no)
            delete from aggregated_logs
             using oldest
             where aggregated_logs.id >= oldest.batch_no * 65536
               and aggregated_logs.id < (oldest.batch_no + 1) * 65536
            """;

    /** As many of the oldest as have arrived meanwhile, in whole batches. */
    static void leave(Table table, long entries) throws SQLException {
        table.execute(LEAVE.formatted(entries / ROWS_A_BATCH));
    }
}
