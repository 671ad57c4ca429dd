package dev.sealwatch.detection;

import dev.sealwatch.logs.BatchReaderStore.Batch;
import dev.sealwatch.logs.BatchReaderStore.Unread;
import dev.sealwatch.logs.LogBatch;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Asks the detectors' questions. */
@ApplicationScoped
class EventStore {

    /** What an event time may be ahead of the arrival of its entry, microseconds. */
    static final long MOST_AHEAD = Micros.of(Duration.ofMinutes(5));

    /** @param byKey events by key. @param skipped entries that would count but have no key */
    record Read(Map<String, List<Event>> byKey, long skipped) {}

    /** What is read around a chunk may be as many times as large: some 60 bytes each, a few hundred MiB at the very most. */
    private static final int MOST_CHUNKS = 20;

    private final DetectionConfig config;
    private final DetectionMetrics metrics;

    EventStore(DetectionConfig config, DetectionMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /** What those batches bring. */
    Uni<Read> fresh(SqlConnection connection, Detector detector, List<Batch> batches) {
        return ask(connection, detector, scan(batches, List.of()))
                .map(rows -> read(rows, batchNo -> true, batchNo -> true));
    }

    /** Everything in those stretches that was read before or is being read now; fails where there is no room for it. */
    Uni<Read> around(SqlConnection connection, Detector detector, List<Range> ranges, Unread unread) {
        Set<Long> taken = unread.taken().stream().map(Batch::batchNo).collect(Collectors.toSet());
        int most = (int) Math.min(Integer.MAX_VALUE, (long) MOST_CHUNKS * config.chunk());
        Reading reading = new Reading(
                rows -> read(rows, batchNo -> !unread.later().contains(batchNo), taken::contains),
                most,
                () -> new IllegalStateException("Over " + most + " entries around what is new: no room to judge them"));
        return reading.of(connection, detector, scan(List.of(), ranges))
                .invoke(() -> metrics.looked(detector, reading.entries()));
    }

    private static Uni<RowSet<Row>> ask(SqlConnection connection, Detector detector, Tuple scan) {
        return connection
                .preparedQuery(detector.sql())
                .execute(detector.question(scan))
                // A minute of traffic is too much to look at on an event loop.
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    static Tuple scan(List<Batch> batches, List<Range> ranges) {
        return Tuple.tuple()
                .addValue(batches.stream().map(Batch::batchNo).toArray(Long[]::new))
                .addValue(batches.stream()
                        .map(batch -> batch.createdAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addValue(ranges.stream().map(Range::key).toArray(String[]::new))
                .addValue(times(ranges, Range::after))
                .addValue(times(ranges, Range::until))
                .addOffsetDateTime(receivedSince(batches, ranges));
    }

    /** An event's time is that of its arrival, or earlier, or a little later: nothing in them was received before this. */
    private static OffsetDateTime receivedSince(List<Batch> batches, List<Range> ranges) {
        LongStream arrived = batches.stream().mapToLong(batch -> Micros.of(batch.createdAt()));
        LongStream happened = ranges.stream().mapToLong(range -> range.after() - MOST_AHEAD);
        return Micros.time(LongStream.concat(arrived, happened).min().orElse(0));
    }

    private static OffsetDateTime[] times(List<Range> ranges, ToLongFunction<Range> time) {
        return ranges.stream()
                .map(range -> Micros.time(time.applyAsLong(range)))
                .toArray(OffsetDateTime[]::new);
    }

    static Read read(RowSet<Row> rows, LongPredicate visible, LongPredicate fresh) {
        Map<String, List<Event>> byKey = new HashMap<>();
        long skipped = 0;
        for (Row row : rows) {
            String key = row.getString("key");
            long batchNo = LogBatch.numberIn(row.getLong("id"));
            if (key == null) {
                skipped += row.getBoolean("counts") ? 1 : 0;
            } else if (visible.test(batchNo)) {
                byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(event(row, fresh.test(batchNo)));
            }
        }
        return new Read(byKey, skipped);
    }

    private static Event event(Row row, boolean fresh) {
        return new Event(
                row.getLong("id"),
                Micros.of(row.getOffsetDateTime("event_time")),
                row.getString("value"),
                row.getBoolean("marked"),
                row.getBoolean("counts"),
                fresh);
    }
}
