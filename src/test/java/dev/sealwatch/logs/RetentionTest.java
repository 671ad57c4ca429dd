package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class RetentionTest {

    private static final Instant LONG_AGO = Instant.parse("2024-02-05T12:00:00.000007Z");
    private static final int DAYS = 9;

    @Inject
    Retention retention;

    @Inject
    RetentionStore store;

    @Inject
    LeafStore leaves;

    @Inject
    Purge purge;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    void setClocks() {
        clock.set(Instant.now());
        rows.forgetPartitions();
    }

    @AfterEach
    void forgetPartitions() {
        rows.forgetPartitions();
    }

    @Test
    void dropsWhatExpiredAndKeepsItsLeaves() throws Exception {
        AnEntry first = AnEntry.at(LONG_AGO).retention(DAYS);
        AnEntry longer = AnEntry.at(LONG_AGO).retention(65_535);
        AnEntry third = AnEntry.at(LONG_AGO).retention(DAYS);
        long batch = rows.storeAt(LONG_AGO, List.of(first, longer, third));

        run();

        Row kept = one(
                "select positions, leaf_inputs from purged_leaves where batch_no = $1 and retention_days = 9", batch);
        assertThat(kept.getArrayOfIntegers("positions")).containsExactly(0, 2);
        assertThat(kept.getBuffer("leaf_inputs").getBytes())
                .isEqualTo(ByteBuffer.allocate(88)
                        .put(leaf(first))
                        .put(leaf(third))
                        .array());
        assertThat(count("select count(*) from aggregated_logs where batch_no = $1", batch))
                .isEqualTo(1);
        assertThat(exists("aggregated_logs_r00009_20240205")).isFalse();
        assertThat(count("select entries from purges where partition_name = $1", "aggregated_logs_r00009_20240205"))
                .isEqualTo(2);
        assertThat(announcements("aggregated_logs_r00009_20240205")).isEqualTo(1);
    }

    private static byte[] leaf(AnEntry entry) throws Exception {
        String commit = "c" + entry.receivedAt(LONG_AGO).logId();
        return ByteBuffer.allocate(44)
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) DAYS)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, LONG_AGO))
                .put(MessageDigest.getInstance("SHA-256").digest(commit.getBytes()))
                .array();
    }

    @Test
    void keepsLeavesOfManyBatchesInShortStatements() {
        Instant day = LONG_AGO.plus(Duration.ofDays(20));
        List<Long> batches = IntStream.range(0, 23)
                .mapToObj(i -> rows.storeAt(
                        day.plusSeconds(i),
                        IntStream.range(0, 1_000)
                                .mapToObj(n -> AnEntry.at(day).retention(DAYS))
                                .toList()))
                .toList();

        run();

        assertThat(count(
                        "select sum(cardinality(positions)) from purged_leaves where batch_no = any ($1)",
                        batches.toArray(Long[]::new)))
                .isEqualTo(23_000);
        assertThat(count("select entries from purges where partition_name = $1", "aggregated_logs_r00009_20240225"))
                .isEqualTo(23_000);
    }

    @Test
    void keepsWhatHasNotExpired() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        long young = rows.store(AnEntry.at(yesterday).retention(1));
        long held = rows.store(AnEntry.at(LONG_AGO).retention(65_535));

        run();

        assertThat(count("select count(*) from aggregated_logs where batch_no = any ($1)", new Long[] {young, held}))
                .isEqualTo(2);
    }

    /** How far a purge had come when the process died. */
    enum Step {
        NOTHING,
        LEAVES_KEPT,
        RECORDED,
        DETACHING,
        DETACHED,
        DROPPED
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereItWasInterrupted(Step step) {
        Instant day = LONG_AGO.plus(Duration.ofDays(40 + step.ordinal()));
        long batch = rows.storeAt(
                day, List.of(AnEntry.at(day).retention(DAYS), AnEntry.at(day).retention(DAYS)));
        ExpiredPartition partition = expired(day);
        with(connection -> purgeUpTo(step, partition, connection));

        run();
        run();

        assertThat(exists(partition.name())).isFalse();
        assertThat(count("select cardinality(positions) from purged_leaves where batch_no = $1", batch))
                .isEqualTo(2);
        assertThat(count("select count(*) from purges where partition_name = $1", partition.name()))
                .isEqualTo(1);
        assertThat(announcements(partition.name())).isEqualTo(1);
    }

    private void purgeUpTo(Step step, ExpiredPartition partition, SqlConnection connection) {
        if (step.compareTo(Step.LEAVES_KEPT) >= 0) {
            leaves.keep(connection, partition).await().indefinitely();
        }
        if (step.compareTo(Step.RECORDED) >= 0) {
            purge.announce(partition, 2).await().indefinitely();
        }
        if (step == Step.DETACHING) {
            interruptDetaching(partition);
        }
        if (step.compareTo(Step.DETACHED) >= 0) {
            store.alter(connection, partition.detach()).await().indefinitely();
        }
        if (step == Step.DROPPED) {
            store.alter(connection, partition.drop()).await().indefinitely();
        }
    }

    @Test
    void putsBackWhatWasTakenOutWithoutARecord() {
        Instant day = LONG_AGO.plus(Duration.ofDays(60));
        long batch = rows.storeAt(day, List.of(AnEntry.at(day).retention(DAYS)));
        ExpiredPartition partition = expired(day);
        interruptDetaching(partition);

        run();
        assertThat(count("select count(*) from aggregated_logs where batch_no = $1", batch))
                .isEqualTo(1);
        run();

        assertThat(exists(partition.name())).isFalse();
        assertThat(count("select cardinality(positions) from purged_leaves where batch_no = $1", batch))
                .isEqualTo(1);
    }

    /** Leaves the partition half detached, as a crash between the two transactions of the statement does. */
    private void interruptDetaching(ExpiredPartition partition) {
        with(reader -> {
            execute(reader, "begin");
            execute(reader, "select count(*) from aggregated_logs");
            with(connection -> {
                execute(connection, "set statement_timeout = '300ms'");
                assertThatThrownBy(() -> execute(connection, partition.detach()))
                        .hasMessageContaining("timeout");
                execute(connection, "reset statement_timeout");
            });
            execute(reader, "commit");
        });
    }

    @Test
    void purgesNothingWhileTheClocksDiffer() {
        Instant day = LONG_AGO.plus(Duration.ofDays(70));
        rows.storeAt(day, List.of(AnEntry.at(day).retention(DAYS)));
        clock.advance(Duration.ofSeconds(62));

        run();

        assertThat(exists("aggregated_logs_r00009_20240415")).isTrue();
    }

    @Test
    void leavesItToTheReplicaThatIsAtIt() {
        Instant day = LONG_AGO.plus(Duration.ofDays(80));
        rows.storeAt(day, List.of(AnEntry.at(day).retention(DAYS)));

        store.alone(connection -> retention.run()).await().atMost(Duration.ofSeconds(20));
        assertThat(exists("aggregated_logs_r00009_20240425")).isTrue();

        run();
        assertThat(exists("aggregated_logs_r00009_20240425")).isFalse();
    }

    @Test
    void forgetsIdsAfterThirtyDays() {
        String insert = """
                insert into known_ids (log_id, principal, content, batch_no, batch_pos, created_at)
                select gen_random_uuid(), 'forgetful', sha256(''), 1, 0, $1::timestamptz - make_interval(days => age)
                  from generate_series(28, 32) as age
                """;
        pool.preparedQuery(insert)
                .execute(Tuple.of(LogFilter.utc(clock.instant())))
                .await()
                .indefinitely();

        clock.advance(Duration.ofSeconds(1));
        run();

        assertThat(count("select count(*) from known_ids where principal = $1", "forgetful"))
                .isEqualTo(2);
    }

    private void run() {
        retention.run().await().atMost(Duration.ofSeconds(60));
    }

    private ExpiredPartition expired(Instant day) {
        String name =
                "aggregated_logs_r00009_" + day.toString().substring(0, 10).replace("-", "");
        return store.expired(pool, clock.instant()).await().indefinitely().stream()
                .filter(partition -> partition.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean exists(String table) {
        return one("select to_regclass($1) is not null", table).getBoolean(0);
    }

    private long announcements(String partition) {
        return count(
                "select count(*) from aggregated_logs where category = 'siem_purge' and metadata ->> 'partition' = $1",
                partition);
    }

    private long count(String sql, Object argument) {
        return one(sql, argument).getLong(0);
    }

    private Row one(String sql, Object argument) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(argument))
                .await()
                .indefinitely()
                .iterator()
                .next();
    }

    private void with(java.util.function.Consumer<SqlConnection> work) {
        SqlConnection connection = pool.getConnection().await().indefinitely();
        try {
            work.accept(connection);
        } finally {
            connection.close().await().indefinitely();
        }
    }

    private static void execute(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().indefinitely();
    }
}
