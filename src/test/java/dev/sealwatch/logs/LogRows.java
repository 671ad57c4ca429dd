package dev.sealwatch.logs;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Puts entries into the tables with plain statements, so that reading is tested apart from writing. */
@Singleton
public class LogRows {

    private static final String KEY = """
            insert into signature_keys (kid, created_at)
            select '00000000000000aa', $1
             where not exists (select from signature_keys where kid = '00000000000000aa')
            """;

    private static final String BATCH = """
            insert into log_batches (era, writer, writer_seq, created_at, entries, key_no, mac)
            select log_era(), $2, 1, $1, $3, key_no, decode(repeat('00', 32), 'hex')
              from signature_keys
             where kid = '00000000000000aa'
            returning batch_no, key_no
            """;

    private static final String ENTRIES = """
            insert into aggregated_logs (id, batch_no, batch_pos, key_no, created_at, timestamp, event_time, log_id,
                                         retention_days, source, level, category, message, metadata, user_id, user_key,
                                         ip_address, ip_key, user_agent, principal, signature, leaf_commit)
            select $1::bigint * 65536 + pos - 1, $1, pos - 1, $2, $3, timestamp, event_time, log_id,
                   retention_days, source, level, category, message, metadata::jsonb, user_id, user_key,
                   ip_address::inet, ip_key::inet, user_agent, principal,
                   sha256(convert_to('s' || log_id, 'UTF8')), sha256(convert_to('c' || log_id, 'UTF8'))
              from unnest($4::timestamptz[], $5::timestamptz[], $6::uuid[], $7::integer[], $8::text[], $9::text[],
                          $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
                          $17::text[], $18::text[]) with ordinality
                as entry (timestamp, event_time, log_id, retention_days, source, level, category, message, metadata,
                          user_id, user_key, ip_address, ip_key, user_agent, principal, pos)
            """;

    private static final String PATIENCE = "set local idle_in_transaction_session_timeout = 0";

    private static final String PARTITION = "call make_log_partition($1, $2)";

    private final Pool pool;
    private final Set<String> made = new HashSet<>();

    LogRows(Pool pool) {
        this.pool = pool;
    }

    /** One batch, received when its entries happened. @return its number */
    public long store(AnEntry... entries) {
        return storeAt(null, List.of(entries));
    }

    /** One batch received at that time. */
    public long storeAt(Instant createdAt, List<AnEntry> entries) {
        Instant received = createdAt != null
                ? createdAt
                : entries.get(0).receivedAt(Instant.EPOCH).timestamp();
        List<LogEntry> batch = entries.stream().map(e -> e.receivedAt(received)).toList();
        prepare(received, batch);
        return pool.withTransaction(connection -> insert(connection, received, batch))
                .await()
                .indefinitely();
    }

    /** A batch that nobody sees before it is told to commit. */
    public Uncommitted begin(List<AnEntry> entries) {
        Instant received = entries.get(0).receivedAt(Instant.EPOCH).timestamp();
        List<LogEntry> batch = entries.stream().map(e -> e.receivedAt(received)).toList();
        prepare(received, batch);
        SqlConnection connection = pool.getConnection().await().indefinitely();
        Transaction transaction = connection.begin().await().indefinitely();
        connection.query(PATIENCE).execute().await().indefinitely();
        insert(connection, received, batch).await().indefinitely();
        return new Uncommitted(connection, transaction);
    }

    /** A writer that takes its time. */
    public record Uncommitted(SqlConnection connection, Transaction transaction) {

        public void commit() {
            transaction.commit().chain(connection::close).await().indefinitely();
        }
    }

    private void prepare(Instant received, List<LogEntry> batch) {
        batch.forEach(entry -> makePartition(entry.retentionDays(), received));
        pool.preparedQuery(KEY).execute(Tuple.of(utc(received))).await().indefinitely();
    }

    void makePartition(int retention, Instant at) {
        if (made.add(retention + "/" + at.toString().substring(0, 10))) {
            pool.preparedQuery(PARTITION)
                    .execute(Tuple.of(retention, utc(at)))
                    .await()
                    .indefinitely();
        }
    }

    /** Forgets which partitions were made, for tests that drop them. */
    public void forgetPartitions() {
        made.clear();
    }

    private io.smallrye.mutiny.Uni<Long> insert(SqlClient connection, Instant received, List<LogEntry> batch) {
        return connection
                .preparedQuery(BATCH)
                .execute(Tuple.of(utc(received), UUID.randomUUID().toString(), batch.size()))
                .map(rows -> rows.iterator().next())
                .chain(row -> connection
                        .preparedQuery(ENTRIES)
                        .execute(arguments(row.getLong(0), row.getInteger(1), received, batch))
                        .replaceWith(row.getLong(0)));
    }

    private static Tuple arguments(long batchNo, int keyNo, Instant received, List<LogEntry> batch) {
        return Tuple.tuple()
                .addLong(batchNo)
                .addInteger(keyNo)
                .addOffsetDateTime(utc(received))
                .addValue(column(batch, OffsetDateTime.class, e -> utc(e.timestamp())))
                .addValue(column(batch, OffsetDateTime.class, e -> utc(e.eventTime())))
                .addValue(column(batch, UUID.class, LogEntry::logId))
                .addValue(column(batch, Integer.class, LogEntry::retentionDays))
                .addValue(texts(batch, LogEntry::source))
                .addValue(texts(batch, e -> e.level().word()))
                .addValue(texts(batch, LogEntry::category))
                .addValue(texts(batch, LogEntry::message))
                .addValue(texts(batch, LogEntry::metadata))
                .addValue(texts(batch, LogEntry::userId))
                .addValue(texts(batch, LogEntry::userKey))
                .addValue(texts(
                        batch, e -> e.ipAddress() == null ? null : e.ipAddress().text()))
                .addValue(texts(batch, LogEntry::ipKey))
                .addValue(texts(batch, LogEntry::userAgent))
                .addValue(texts(batch, LogEntry::principal));
    }

    private static Object texts(List<LogEntry> batch, Function<LogEntry, String> value) {
        return column(batch, String.class, value);
    }

    private static <T> Object column(List<LogEntry> batch, Class<T> type, Function<LogEntry, T> value) {
        Object array = java.lang.reflect.Array.newInstance(type, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            java.lang.reflect.Array.set(array, i, value.apply(batch.get(i)));
        }
        return array;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
