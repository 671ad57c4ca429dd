package dev.sealwatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sealwatch.bench.Traffic.Attack;
import dev.sealwatch.bench.Traffic.Entry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Entries of the last 24 hours, evenly over time, copied in by two connections as if the service had stored them.
 *
 * @param rows how many; the people and addresses they speak of grow with them
 */
record History(int rows, Night night) {

    /** Ten thousand rows are copied in one transaction. */
    private static final int BATCHES_A_COPY = 10;

    private static final int CONNECTIONS = 2;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    /** A scan goes on for so many of its turns. */
    private static final int SCAN_TURNS = 10;

    private static final String EMPTY = """
            truncate aggregated_logs, log_batches, known_ids, batch_readers, security_anomalies, detector_states,
                     detector_counts, detector_tails, threat_scores, threat_intelligence cascade
            """;

    private static final String PARTITIONS = """
            select string_agg(distinct retention_days::text, ' ')
              from log_sources
            """;

    private static final String BATCHES = """
            insert into log_batches (era, writer, writer_seq, created_at, entries, key_no, mac)
            select (select max(era) from log_eras), 'bench', batch,
                   now() - interval '24 hours' * (%2$d - batch) / %2$d, %1$d,
                   (select min(key_no) from signature_keys), sha256(int4send(batch))
              from generate_series(1, %2$d) as batch
            returning batch_no, created_at, key_no
            """;

    void store(Postgres postgres, Table table) throws Exception {
        table.execute(EMPTY);
        for (String retention : table.text(PARTITIONS).split(" ")) {
            for (int day = 0; day <= 1; day++) {
                table.execute("call make_log_partition(%s, now() - interval '%d day')".formatted(retention, day));
            }
        }
        copy(postgres, batches(table));
        table.execute("vacuum analyze aggregated_logs");
        table.execute("vacuum analyze log_batches");
        table.execute("checkpoint");
    }

    private List<StoredBatch> batches(Table table) throws SQLException {
        List<StoredBatch> batches = new ArrayList<>();
        try (Statement statement = table.connection().createStatement();
                ResultSet rows = statement.executeQuery(BATCHES.formatted(Traffic.MIXED, this.rows / Traffic.MIXED))) {
            while (rows.next()) {
                Timestamp createdAt = rows.getTimestamp(2);
                batches.add(new StoredBatch(rows.getLong(1), createdAt.toInstant(), rows.getInt(3), batches.size()));
            }
        }
        return batches;
    }

    private void copy(Postgres postgres, List<StoredBatch> batches) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<?>> copies = new ArrayList<>();
        for (int worker = 0; worker < CONNECTIONS; worker++) {
            int own = worker;
            copies.add(workers.submit(() -> copy(postgres, batches, own)));
        }
        workers.shutdown();
        for (Future<?> copied : copies) {
            copied.get();
        }
    }

    /** Every second transaction, so that rows lie roughly in order of time. */
    private Void copy(Postgres postgres, List<StoredBatch> batches, int worker) throws SQLException {
        Traffic traffic = new Traffic(rows, Settings.SEED + 1 + worker);
        int step = BATCHES_A_COPY * CONNECTIONS;
        try (Connection connection = postgres.connect("sealwatch")) {
            for (int from = worker * BATCHES_A_COPY; from < batches.size(); from += step) {
                int until = Math.min(from + BATCHES_A_COPY, batches.size());
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(StoredBatch.COPY);
                for (StoredBatch batch : batches.subList(from, until)) {
                    byte[] lines = lines(traffic, batch).getBytes(UTF_8);
                    copy.writeToCopy(lines, 0, lines.length);
                }
                copy.endCopy();
            }
        }
        return null;
    }

    private String lines(Traffic traffic, StoredBatch batch) {
        StringBuilder lines = new StringBuilder();
        Attack[] attacks = Attack.values();
        Attack attack = attacks[batch.turn() % attacks.length];
        int attacker = batch.turn() / attacks.length / (attack == Attack.SCAN ? SCAN_TURNS : 1);
        long apart = MICROS_A_DAY / rows;
        boolean atNight = night.holds(batch.createdAt());
        for (int position = 0; position < Traffic.MIXED; position++) {
            Entry entry = position < Traffic.ATTACKING ? traffic.attack(attack, attacker) : traffic.ordinary(atNight);
            Instant time = batch.createdAt().minus((Traffic.MIXED - 1 - position) * apart, ChronoUnit.MICROS);
            lines.append(batch.line(entry, position, time));
        }
        return lines.toString();
    }

    private static final String LEAVE = """
            with oldest as (
                 delete from log_batches
                  where batch_no in (select batch_no from log_batches where writer = 'bench' order by batch_no limit %d)
                 returning batch_no, created_at)
            delete from aggregated_logs
             using oldest
             where aggregated_logs.created_at = oldest.created_at
               and aggregated_logs.id >= oldest.batch_no * 65536
               and aggregated_logs.id < (oldest.batch_no + 1) * 65536
            """;

    /** As many of the oldest as have arrived meanwhile, in whole batches. */
    static void leave(Table table, long entries) throws SQLException {
        table.execute(LEAVE.formatted(entries / Traffic.MIXED));
    }
}
