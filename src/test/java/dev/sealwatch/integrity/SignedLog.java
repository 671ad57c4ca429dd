package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.platform.Uuid7;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes properly signed batches with plain statements, so that verifying is tested apart from ingest. */
@Singleton
public class SignedLog {

    /** A secret that the service under test does not know. */
    static final HmacKey FOREIGN = HmacKey.of("a secret of another service altogether, long gone");

    private static final String PARTITION = "call make_log_partition($1, $2)";

    private static final String BATCH = """
            insert into log_batches (era, writer, writer_seq, created_at, entries, key_no, mac)
            values (1, $1, $2, $3, $4, $5, $6)
            returning batch_no
            """;

    private static final String ENTRIES = """
            insert into aggregated_logs (id, batch_no, batch_pos, key_no, created_at, timestamp, event_time, log_id,
                                         retention_days, source, level, category, message, metadata, user_id, user_key,
                                         ip_address, ip_key, user_agent, principal, signature, leaf_commit)
            select $1 * 65536 + pos - 1, $1, pos - 1, $2, $3, timestamp, event_time, log_id, retention_days, source, level,
                   category, message, metadata::jsonb, user_id, user_key, ip_address::inet, ip_key::inet, user_agent,
                   principal, signature, leaf_commit
              from unnest($4::timestamptz[], $5::timestamptz[], $6::uuid[], $7::integer[], $8::text[], $9::text[],
                          $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
                          $17::text[], $18::text[], $19::bytea[], $20::bytea[]) with ordinality
                as entry (timestamp, event_time, log_id, retention_days, source, level, category, message, metadata,
                          user_id, user_key, ip_address, ip_key, user_agent, principal, signature, leaf_commit, pos)
            """;

    private static final String KNOWN = """
            insert into known_ids (log_id, principal, content, batch_no, batch_pos, created_at)
            select log_id, principal, signature, batch_no, batch_pos, created_at
              from aggregated_logs
             where id >> 16 = $1
               and log_id::text not like '________-____-7%'
            """;

    private final Pool pool;
    private final Signer signer;
    private final Keyring keys;
    private final SignatureKeyStore numbers;

    SignedLog(Pool pool, Signer signer, Keyring keys, SignatureKeyStore numbers) {
        this.pool = pool;
        this.signer = signer;
        this.keys = keys;
        this.numbers = numbers;
    }

    /** What a sender sends: every second entry has an id of its own, and most fields vary. */
    static List<LogEntry> entries(int count, Instant at, int retentionDays, String principal) {
        return IntStream.range(0, count)
                .mapToObj(i -> new LogEntry(
                        i % 2 == 0 ? Uuid7.at(at, i) : UUID.randomUUID(),
                        i % 3 == 0 ? "authentication" : "access",
                        LogEntry.Level.WARN,
                        "login_failed",
                        "Login failed for user " + i,
                        i % 5 == 4
                                ? null
                                : "{\"attempt\": " + i + ", \"ratio\": 1.50, \"geo\": {\"lat\": 44.43, \"b\": []}}",
                        i % 4 == 3 ? null : " Ana" + i,
                        IpAddress.parse(i % 2 == 0 ? "203.0.113." + i % 250 : "2001:db8:0:" + i % 9 + "::" + i)
                                .orElseThrow(),
                        "curl/8",
                        at.minusMillis(count - i),
                        at,
                        principal,
                        retentionDays))
                .toList();
    }

    /** One batch under the service's own key. @return its number */
    public long store(String writer, long writerSeq, List<LogEntry> entries) {
        return store(keys.signing(), signer.keyNo(), writer, writerSeq, entries);
    }

    /** One batch under a key that the service does not have. */
    long storeForeign(String writer, long writerSeq, List<LogEntry> entries) {
        numbers.register(List.of(FOREIGN.kid())).await().indefinitely();
        int keyNo = numbers.all().await().indefinitely().entrySet().stream()
                .filter(key -> key.getValue().equals(FOREIGN.kid()))
                .findFirst()
                .orElseThrow()
                .getKey();
        return store(FOREIGN, keyNo, writer, writerSeq, entries);
    }

    private long store(HmacKey key, int keyNo, String writer, long writerSeq, List<LogEntry> entries) {
        Instant at = entries.get(0).createdAt();
        entries.stream()
                .mapToInt(LogEntry::retentionDays)
                .distinct()
                .forEach(days -> pool.preparedQuery(PARTITION)
                        .execute(Tuple.of(days, utc(at)))
                        .await()
                        .indefinitely());
        List<byte[]> signatures =
                entries.stream().map(entry -> key.sign(EntryBytes.of(entry))).toList();
        List<byte[]> commits = IntStream.range(0, entries.size())
                .mapToObj(i -> Leaf.commit(EntryBytes.of(entries.get(i)), signatures.get(i), key.kid()))
                .toList();
        byte[] mac = key.mac(writer, writerSeq, at, commits);
        return pool.withTransaction(connection -> connection
                        .preparedQuery(BATCH)
                        .execute(Tuple.of(writer, writerSeq, utc(at), entries.size(), keyNo, Buffer.buffer(mac)))
                        .map(rows -> rows.iterator().next().getLong(0))
                        .call(no -> connection
                                .preparedQuery(ENTRIES)
                                .execute(arguments(no, keyNo, at, entries, signatures, commits)))
                        .call(no -> connection.preparedQuery(KNOWN).execute(Tuple.of(no))))
                .await()
                .indefinitely();
    }

    private static Tuple arguments(
            long no, int keyNo, Instant at, List<LogEntry> batch, List<byte[]> signatures, List<byte[]> commits) {
        List<Object> values = new ArrayList<>(List.of(no, keyNo, utc(at)));
        values.add(column(batch, e -> utc(e.timestamp()), OffsetDateTime[]::new));
        values.add(column(batch, e -> utc(e.eventTime()), OffsetDateTime[]::new));
        values.add(column(batch, LogEntry::logId, UUID[]::new));
        values.add(column(batch, LogEntry::retentionDays, Integer[]::new));
        List<Function<LogEntry, String>> texts = List.of(
                LogEntry::source,
                e -> e.level().word(),
                LogEntry::category,
                LogEntry::message,
                LogEntry::metadata,
                LogEntry::userId,
                LogEntry::userKey,
                e -> e.ipAddress().text(),
                LogEntry::ipKey,
                LogEntry::userAgent,
                LogEntry::principal);
        texts.forEach(text -> values.add(column(batch, text, String[]::new)));
        values.add(column(signatures, Buffer::buffer, Buffer[]::new));
        values.add(column(commits, Buffer::buffer, Buffer[]::new));
        return Tuple.tuple(values);
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
