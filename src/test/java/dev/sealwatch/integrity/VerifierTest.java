package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a verification looks at, and what it makes of what is no longer there. Each test has a day of its own. */
@QuarkusTest
class VerifierTest {

    private static final Instant FIRST_DAY = Instant.parse("2032-01-05T00:00:00Z");
    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final String WHO = "token:verifier";

    private static final String PURGE = """
            insert into purged_leaves (batch_no, retention_days, positions, leaf_inputs) values ($1, 30, $2, $3)
            """;

    private static final String DELETE = """
            delete from aggregated_logs where id = any($1)
            """;

    @Inject
    Pool pool;

    @Inject
    SignedLog log;

    @Inject
    Verifier verifier;

    @Inject
    EvidenceStore evidence;

    @Inject
    StoredEntry.Check quickly;

    @Inject
    TestClock clock;

    private Instant before;
    private Instant day;
    private String writer;

    @BeforeEach
    void aDayOfItsOwn() {
        before = clock.instant();
        int number = DAYS.getAndIncrement();
        day = FIRST_DAY.plus(Duration.ofDays(3L * number));
        writer = "verifier-" + number + "/0";
    }

    @AfterEach
    void backToTheClock() {
        clock.set(before);
    }

    @Test
    void checksEverythingWhenNothingIsSelected() {
        long batch = log.store(writer, 1, SignedLog.entries(7, day, 365, WHO));
        List<Verifier.Progress> progress = new ArrayList<>();

        Verdict verdict = verifier.verify(Selection.EVERYTHING, step -> {
                    progress.add(step);
                    return Uni.createFrom().voidItem();
                })
                .await()
                .indefinitely();

        assertThat(verdict.verified()).isGreaterThanOrEqualTo(7);
        assertThat(verdict.tamperedLogs()).extracting(Fault::batchNo).doesNotContain(batch);
        assertThat(progress.get(progress.size() - 1).expected()).isGreaterThanOrEqualTo(7);
        assertThat(progress)
                .extracting(Verifier.Progress::checked)
                .isSorted()
                .last()
                .isNotEqualTo(0L);
    }

    @Test
    void findsNothingInAnEmptyLog() {
        Verdict verdict = verify(between(day, day.plusSeconds(1)));

        assertThat(verdict).isEqualTo(new Verdict(0, 0, 0, 0, 0, 0, 0, 0, List.of(), null, null, false, 0));
    }

    @Test
    void countsOnlyEntriesOfTheSource() {
        log.store(writer, 1, SignedLog.entries(6, day, 365, WHO));

        Verdict verdict = verify(new Selection(
                SignedLog.utc(day.minusSeconds(1)), SignedLog.utc(day.plusSeconds(1)), "authentication", null));

        assertThat(verdict.total()).isEqualTo(2);
        assertThat(verdict.verified()).isEqualTo(2);
    }

    @Test
    void countsOnlyEntriesOfTheTime() {
        log.store(writer, 1, SignedLog.entries(6, day, 365, WHO));

        assertThat(verify(between(day.minusMillis(4), day.minusMillis(2))).verified())
                .isEqualTo(2);
    }

    @Test
    void findsEntriesByIdWhoeverMadeIt() {
        List<LogEntry> entries = SignedLog.entries(6, day, 365, WHO);
        log.store(writer, 1, entries);
        log.store(writer, 2, SignedLog.entries(2, day.plusSeconds(1), 365, WHO));

        Verdict verdict = verify(ids(entries.get(2).logId(), entries.get(3).logId(), UUID.randomUUID()));

        assertThat(verdict.total()).isEqualTo(2);
        assertThat(verdict.verified()).isEqualTo(2);
    }

    @Test
    void findsAnIdThatNothingPointsTo() {
        List<LogEntry> entries = SignedLog.entries(6, day, 365, WHO);
        long batch = log.store(writer, 1, entries);
        pool.preparedQuery("delete from known_ids where batch_no = $1")
                .execute(Tuple.of(batch))
                .await()
                .indefinitely();

        assertThat(verify(ids(entries.get(3).logId())).verified()).isEqualTo(1);
    }

    @Test
    void tellsOfAChangedEntryEvenIfItNoLongerMatches() {
        long batch = log.store(writer, 1, SignedLog.entries(6, day, 365, WHO));
        pool.preparedQuery("update aggregated_logs set source = 'system' where id = $1")
                .execute(Tuple.of(LogBatch.firstId(batch)))
                .await()
                .indefinitely();

        Verdict verdict = verify(new Selection(
                SignedLog.utc(day.minusSeconds(1)), SignedLog.utc(day.plusSeconds(1)), "authentication", null));

        assertThat(verdict.verified()).isEqualTo(1);
        assertThat(verdict.tamperedLogs())
                .extracting(Fault::batchPos, Fault::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, Reason.MODIFIED));
    }

    @Test
    void neitherTrustsNorAccusesWhatAnotherKeySigned() {
        log.storeForeign(writer, 1, SignedLog.entries(4, day, 365, WHO));

        Verdict verdict = verify(between(day.minusSeconds(1), day.plusSeconds(1)));

        assertThat(verdict).isEqualTo(new Verdict(4, 0, 0, 0, 0, 4, 0, 4, List.of(), null, null, false, 0));
    }

    @Test
    void noticesAChangeEvenWithoutTheKey() {
        long batch = log.storeForeign(writer, 1, SignedLog.entries(4, day, 365, WHO));
        pool.preparedQuery("update aggregated_logs set message = 'x' where id = $1")
                .execute(Tuple.of(LogBatch.firstId(batch) + 1))
                .await()
                .indefinitely();

        Verdict verdict = verify(between(day.minusSeconds(1), day.plusSeconds(1)));

        assertThat(verdict.unknownKey()).isEqualTo(3);
        assertThat(verdict.tamperedLogs()).extracting(Fault::batchPos).containsExactly(1);
    }

    @Test
    void takesAPurgeThatWasDueForWhatItIs() {
        long batch = log.store(writer, 1, SignedLog.entries(5, day, 30, WHO));
        purge(batch, leaves(batch), 1, 2);
        clock.set(day.plus(Duration.ofDays(30)));

        Verdict verdict = verify(between(day.minusSeconds(1), day.plusSeconds(1)));

        assertThat(verdict).isEqualTo(new Verdict(3, 3, 0, 0, 0, 3, 2, 0, List.of(), null, null, false, 0));
    }

    @Test
    void tellsOfAQuotedEntryThatItLeftByRetentionOrIsNotThere() {
        List<LogEntry> entries = SignedLog.entries(5, day, 30, WHO);
        long batch = log.store(writer, 1, entries);
        purge(batch, leaves(batch), 1);
        clock.set(day.plus(Duration.ofDays(30)));
        Map<Long, UUID> quotes = new TreeMap<>();
        for (int pos : List.of(0, 1, 4)) {
            quotes.put(LogBatch.firstId(batch) + pos, entries.get(pos).logId());
        }
        quotes.put(LogBatch.firstId(batch) + 9, UUID.randomUUID());

        assertThat(quickly.now(quotes).await().indefinitely())
                .extracting(StoredEntry.Checked::state)
                .containsExactly("verified", "purged", "verified", "missing");
        clock.set(day.plus(Duration.ofDays(29)));
        assertThat(quickly.now(quotes).await().indefinitely())
                .extracting(StoredEntry.Checked::state)
                .containsExactly("verified", "missing", "verified", "missing");
    }

    @Test
    void callsAPurgeBeforeItsTimeMissing() {
        long batch = log.store(writer, 1, SignedLog.entries(5, day, 30, WHO));
        purge(batch, leaves(batch), 1, 2);
        clock.set(day.plus(Duration.ofDays(30)).minusMillis(1));

        assertThat(verify(between(day.minusSeconds(1), day.plusSeconds(1))).tamperedLogs())
                .extracting(Fault::batchPos, Fault::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Reason.PURGED_EARLY),
                        org.assertj.core.groups.Tuple.tuple(2, Reason.PURGED_EARLY));
    }

    @Test
    void callsAForgedPurgeMissing() {
        long batch = log.store(writer, 1, SignedLog.entries(5, day, 30, WHO));
        List<byte[]> forged = leaves(batch);
        forged.set(1, Leaf.input(30, day, new byte[32]));
        purge(batch, forged, 1);
        clock.set(day.plus(Duration.ofDays(31)));

        Verdict verdict = verify(between(day.minusSeconds(1), day.plusSeconds(1)));

        assertThat(verdict.missing()).isEqualTo(1);
        assertThat(verdict.purged()).isZero();
    }

    @Test
    void readsLongEntriesInPortionsThatFitIntoMemory() {
        String padding = "x".repeat(64_000);
        List<Long> stored = IntStream.rangeClosed(1, 6)
                .mapToObj(seq -> log.store(writer, seq, longEntries(50, padding)))
                .toList();
        Chunk all = new Chunk(List.of(), LogBatch.firstId(stored.get(0)), stored.get(5), null);

        EvidenceStore.Rows rows = evidence.rows(all, 4 << 20).await().indefinitely();

        assertThat(rows.more()).isTrue();
        assertThat(rows.found()).hasSize((4 << 20) / 64_000 + 1);
        assertThat(verify(between(day.minusSeconds(1), day.plusSeconds(1))).verified())
                .isEqualTo(300);
    }

    @Test
    void readsABatchThatIsTooLongAllTheSame() {
        log.store(writer, 1, longEntries(300, "x".repeat(64_000)));
        log.store(writer, 2, longEntries(3, "y"));

        assertThat(verify(between(day.minusSeconds(1), day.plusSeconds(1))))
                .isEqualTo(new Verdict(303, 303, 0, 0, 0, 303, 0, 0, List.of(), null, null, false, 0));
    }

    private List<LogEntry> longEntries(int count, String message) {
        return SignedLog.entries(count, day, 365, WHO).stream()
                .map(entry -> new LogEntry(
                        entry.logId(),
                        entry.source(),
                        entry.level(),
                        entry.category(),
                        message,
                        null,
                        entry.userId(),
                        entry.ipAddress(),
                        entry.userAgent(),
                        entry.timestamp(),
                        entry.createdAt(),
                        entry.principal(),
                        entry.retentionDays()))
                .toList();
    }

    private List<byte[]> leaves(long batch) {
        return pool.preparedQuery("select leaf_commit from aggregated_logs where id >> 16 = $1 order by id")
                .execute(Tuple.of(batch))
                .map(rows -> {
                    List<byte[]> leaves = new ArrayList<>();
                    rows.forEach(row ->
                            leaves.add(Leaf.input(30, day, row.getBuffer(0).getBytes())));
                    return leaves;
                })
                .await()
                .indefinitely();
    }

    private void purge(long batch, List<byte[]> leaves, Integer... positions) {
        Buffer inputs = Buffer.buffer();
        List.of(positions).forEach(pos -> inputs.appendBytes(leaves.get(pos)));
        Long[] ids = List.of(positions).stream()
                .map(pos -> LogBatch.firstId(batch) + pos)
                .toArray(Long[]::new);
        pool.preparedQuery(PURGE)
                .execute(Tuple.of(batch, positions, inputs))
                .chain(() -> pool.preparedQuery(DELETE).execute(Tuple.of(ids)))
                .await()
                .indefinitely();
    }

    private Verdict verify(Selection selection) {
        return verifier.verify(selection, progress -> Uni.createFrom().voidItem())
                .await()
                .indefinitely();
    }

    private static Selection between(Instant from, Instant until) {
        return new Selection(SignedLog.utc(from), SignedLog.utc(until), null, null);
    }

    private static Selection ids(UUID... ids) {
        return new Selection(null, null, null, List.of(ids));
    }
}
