package dev.sealwatch.logs;

import static dev.sealwatch.logs.BatchStore.column;
import static dev.sealwatch.logs.BatchStore.tuple;

import dev.sealwatch.platform.IpAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A batch as one array per column: one plan and one round trip, however many entries. */
final class BatchColumns {

    private BatchColumns() {}

    static Tuple of(long batchNo, int era, LogBatch batch) {
        List<LogBatch.Signed> rows = batch.entries();
        Object[] batchRow = {
            batchNo,
            era,
            batch.writer(),
            batch.writerSeq(),
            batch.createdAt().atOffset(ZoneOffset.UTC),
            rows.size(),
            (short) batch.keyNo(),
            Buffer.buffer(batch.mac())
        };
        return tuple(
                Stream.concat(Stream.of(batchRow), Stream.of(columns(rows))).toArray());
    }

    private static Object[] columns(List<LogBatch.Signed> rows) {
        return new Object[] {
            column(rows, row -> row.entry().logId(), UUID[]::new),
            times(rows, LogEntry::timestamp),
            times(rows, LogEntry::eventTime),
            column(rows, row -> row.entry().retentionDays(), Integer[]::new),
            texts(rows, LogEntry::source),
            texts(rows, entry -> entry.level().word()),
            texts(rows, LogEntry::category),
            texts(rows, LogEntry::message),
            texts(rows, LogEntry::metadata),
            texts(rows, LogEntry::userId),
            texts(rows, LogEntry::userKey),
            texts(rows, entry -> text(entry.ipAddress())),
            texts(rows, LogEntry::ipKey),
            texts(rows, LogEntry::userAgent),
            texts(rows, LogEntry::principal),
            column(rows, row -> Buffer.buffer(row.signature()), Buffer[]::new),
            column(rows, row -> Buffer.buffer(row.leafCommit()), Buffer[]::new)
        };
    }

    private static String[] texts(List<LogBatch.Signed> rows, Function<LogEntry, String> value) {
        return column(rows, row -> value.apply(row.entry()), String[]::new);
    }

    private static OffsetDateTime[] times(List<LogBatch.Signed> rows, Function<LogEntry, Instant> value) {
        return column(rows, row -> value.apply(row.entry()).atOffset(ZoneOffset.UTC), OffsetDateTime[]::new);
    }

    private static String text(IpAddress address) {
        return address == null ? null : address.text();
    }
}
