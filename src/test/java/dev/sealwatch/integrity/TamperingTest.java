package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.logs.StoredEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever writes the database without the secret is found out, and nobody else is accused.
 *
 * <p>Each test has an hour of its own, with three batches of one writer: A with 4 entries, B with 5, C with 3.
 */
@QuarkusTest
class TamperingTest {

    private static final Instant FIRST_HOUR = Instant.parse("2031-02-03T00:00:00Z");
    private static final AtomicInteger HOURS = new AtomicInteger();

    @Inject
    Pool pool;

    @Inject
    SignedLog log;

    @Inject
    Verifier verifier;

    @Inject
    EntryVerification single;

    @Inject
    StoredEntry.Check quickly;

    private Instant hour;
    private long a;
    private long b;
    private long c;
    private List<LogEntry> ofB;

    @BeforeEach
    void threeBatches() {
        int number = HOURS.getAndIncrement();
        hour = FIRST_HOUR.plus(Duration.ofHours(number));
        String writer = "tampering-" + number + "/0";
        a = log.store(writer, 1, SignedLog.entries(4, hour.plusSeconds(60), 365, "token:tampering"));
        ofB = SignedLog.entries(5, hour.plusSeconds(61), 365, "token:tampering");
        b = log.store(writer, 2, ofB);
        c = log.store(writer, 3, SignedLog.entries(3, hour.plusSeconds(62), 365, "token:tampering"));
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(outcome(verify())).isEqualTo("12 total 12 verified");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    message        | set message = concat(message, ' ')
                    metadata       | set metadata = jsonb_set(metadata, '{a}', '1')
                    metadata gone  | set metadata = null
                    number         | set metadata = jsonb_set(metadata, '{ratio}', '1.51')
                    user           | set user_id = concat(user_id, 'x')
                    user's case    | set user_id = upper(user_id)
                    no user        | set user_id = null, user_key = null
                    address        | set ip_address = '203.0.113.9', ip_key = '203.0.113.9'
                    network        | set ip_address = '203.0.113.2/24'
                    mapped         | set ip_address = '::ffff:203.0.113.2'
                    agent          | set user_agent = 'wget'
                    timestamp      | set timestamp = timestamp + interval '1 microsecond'
                    level          | set level = 'info'
                    source         | set source = 'system'
                    category       | set category = 'login_success'
                    principal      | set principal = 'user:ann'
                    received       | set created_at = created_at - interval '1 microsecond'
                    retention      | set retention_days = 366
                    key            | set key_no = key_no + 500
                    user key       | set user_key = 'nobody'
                    address key    | set ip_key = '198.51.100.1'
                    event time     | set event_time = event_time - interval '1 hour'
                    id of entry    | set log_id = '0190f5fe-7c00-7000-8000-000000000001'
                    position       | set batch_pos = 9
                    batch          | set batch_no = batch_no + 700000
                    row id         | set id = id + 900
                    row id abroad  | set id = id + 65536 * 700000::bigint
                    """)
    void namesTheChangedEntry(String what, String change) {
        tamper("call make_log_partition(366, '2031-02-03'); update aggregated_logs " + change + " where id = :B2");

        Verdict verdict = verify();

        assertThat(counts(verdict)).isEqualTo("12 total 11 verified 1 tampered");
        assertThat(verdict.tamperedLogs()).extracting(Fault::reason).containsExactly(Reason.MODIFIED);
        assertThatPagesSayTheSame();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    signature        | update aggregated_logs set signature = sha256('x') where id = :B2 | 12 total 11 verified 1 tampered: B2 bad_signature
                    leaf commit      | update aggregated_logs set leaf_commit = sha256('x') where id = :B2 | 12 total 11 verified 1 tampered: B2 bad_leaf_commit
                    deleted          | delete from aggregated_logs where id = :B1 | 11 total 11 verified 1 missing: B1 missing
                    last one deleted | delete from aggregated_logs where id = :B4 | 11 total 11 verified 1 missing: B4 missing
                    copy             | insert into aggregated_logs select * from aggregated_logs where id = :B2 | 13 total 12 verified 1 inserted: B2 inserted
                    copy in place    | copy :A2 to :B2 | 13 total 12 verified 1 inserted: B2 inserted
                    copy beyond      | copy :B2 to :B5 | 13 total 12 verified 1 inserted: B5 inserted
                    copy far beyond  | copy :B2 to :B700 | 13 total 12 verified 1 inserted: B700 inserted
                    replaced by copy | delete from aggregated_logs where id = :B2; copy :B0 to :B2 | 12 total 12 verified 1 tampered: B bad_mac
                    rows deleted     | delete from aggregated_logs where id >> 16 = :B | 7 total 7 verified 5 missing: B0 missing, B1 missing, B2 missing, B3 missing, B4 missing
                    batch deleted    | delete from log_batches where batch_no = :B | 12 total 7 verified 1 missing 5 inserted: B batch_missing, B0 inserted, B1 inserted, B2 inserted, B3 inserted, B4 inserted
                    all of it gone   | delete from log_batches where batch_no = :B; delete from aggregated_logs where id >> 16 = :B | 7 total 7 verified 1 missing: B batch_missing
                    mac              | update log_batches set mac = sha256('x') where batch_no = :B | 12 total 12 verified 1 tampered: B bad_mac
                    more entries     | update log_batches set entries = 6 where batch_no = :B | 12 total 12 verified 1 tampered: B batch_modified
                    fewer entries    | update log_batches set entries = 4 where batch_no = :B | 12 total 12 verified 1 tampered: B batch_modified
                    batch's time     | update log_batches set created_at = created_at - interval '1 second' where batch_no = :B | 12 total 12 verified 1 tampered: B batch_modified
                    writer           | update log_batches set writer = concat(writer, 'x') where batch_no = :B | 12 total 12 verified 1 tampered: B batch_modified
                    writer's number  | update log_batches set writer_seq = 9 where batch_no = :C | 12 total 12 verified 1 tampered: C batch_modified
                    batch's key      | update log_batches set key_no = 999 where batch_no = :B | 12 total 12 verified 1 tampered: B batch_modified
                    two swapped      | swap :B2 with :B3 | 12 total 10 verified 2 tampered: B2 reordered, B3 reordered
                    two of ours      | swap :B0 with :B4 | 12 total 10 verified 2 tampered: B0 reordered, B4 reordered
                    two of theirs    | swap :B1 with :B3 | 12 total 10 verified 2 tampered: B1 reordered, B3 reordered
                    unknown swapped  | delete from known_ids where batch_no = :B; swap :B1 with :B3 | 12 total 10 verified 2 tampered: B1 reordered, B3 reordered
                    across batches   | swap :A1 with :B3 | 12 total 10 verified 2 tampered: A1 reordered, B3 reordered
                    two at once      | update aggregated_logs set message = 'x' where id = :B2; delete from aggregated_logs where id = :C0 | 11 total 10 verified 1 tampered 1 missing: B2 modified, C0 missing
                    changed, deleted | update aggregated_logs set message = 'x' where id = :B2; delete from aggregated_logs where id = :B3 | 11 total 10 verified 1 tampered 1 missing: B2 modified, B3 missing
                    rewritten jsonb  | update aggregated_logs set metadata = replace(metadata::text, '1.50', '15.000e-1')::jsonb where id >> 16 = :B | 12 total 12 verified
                    """)
    void namesEachFaultAndNothingElse(String what, String change, String outcome) {
        tamper(change);

        assertThat(outcome(verify())).isEqualTo(outcome);
        assertThatPagesSayTheSame();
    }

    /** What is quoted on a page is not held against its whole batch, unless it has to be. */
    private void assertThatPagesSayTheSame() {
        List<StoredEntry> rows = pool
                .query("select * from stored_entries where id >> 16 in (%d, %d, %d) order by id".formatted(a, b, c))
                .execute()
                .await()
                .indefinitely()
                .stream()
                .filter(row -> !row.getString("ip_address_text").contains("/"))
                .map(StoredEntry::of)
                .toList();
        for (StoredEntry row : rows) {
            UUID logId = row.entry().logId();
            String whole =
                    single.verified(List.of(row)).await().indefinitely().get(0).state();
            assertThat(quickly.now(Map.of(row.id(), logId)).await().indefinitely())
                    .extracting(StoredEntry.Checked::state)
                    .as("row %d", row.id() & 0xFFFF)
                    .containsExactly(whole);
        }
    }

    @Test
    void namesARowOfNoBatch() {
        tamper("copy :B2 to :B" + (70_000L * 65_536));

        Verdict verdict = verify();

        assertThat(counts(verdict)).isEqualTo("13 total 12 verified 1 inserted");
        assertThat(verdict.tamperedLogs()).extracting(Fault::batchNo).containsExactly(b + 70_000L);
    }

    @Test
    void knowsWhichEntryIsMissingWhereItsSenderChoseTheId() {
        UUID chosen = ofB.get(1).logId();

        tamper("delete from aggregated_logs where id in (:B1, :B2)");

        assertThat(verify().tamperedLogs())
                .containsExactly(
                        new Fault(chosen, b, 1, null, Reason.MISSING), new Fault(null, b, 2, null, Reason.MISSING));
    }

    private Verdict verify() {
        Selection selection =
                new Selection(SignedLog.utc(hour), SignedLog.utc(hour.plus(Duration.ofHours(1))), null, null);
        return verifier.verify(selection, progress -> Uni.createFrom().voidItem())
                .await()
                .indefinitely();
    }

    private void tamper(String change) {
        for (String statement : change.split(";")) {
            String sql = statement
                    .strip()
                    .replaceAll("^copy (\\S+) to (\\S+)$", Tampering.COPY)
                    .replaceAll("^swap (\\S+) with (\\S+)$", Tampering.SWAP);
            pool.query(Tampering.withNumbers(sql, a, b, c)).execute().await().indefinitely();
        }
    }

    private String outcome(Verdict verdict) {
        String faults = verdict.tamperedLogs().stream()
                .map(fault -> name(fault.batchNo())
                        + (fault.batchPos() == null ? "" : fault.batchPos()) + " "
                        + fault.reason().word())
                .collect(Collectors.joining(", "));
        return counts(verdict) + (faults.isEmpty() ? "" : ": " + faults);
    }

    private String name(long batchNo) {
        return batchNo == a ? "A" : batchNo == b ? "B" : batchNo == c ? "C" : Long.toString(batchNo);
    }

    private static String counts(Verdict verdict) {
        assertThat(verdict.pending()).isEqualTo(verdict.total());
        return Stream.of(
                        verdict.total() + " total",
                        verdict.verified() + " verified",
                        verdict.tampered() + " tampered",
                        verdict.missing() + " missing",
                        verdict.inserted() + " inserted",
                        verdict.purged() + " purged",
                        verdict.unknownKey() + " unknown")
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(" "));
    }
}
