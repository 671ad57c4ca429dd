package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the detectors' questions about everybody, in pages, so that an answer can be too large. */
@ApplicationScoped
class PastStore {

    /** A cursor answers that many rows at once: some ten milliseconds of an event loop. */
    private static final int PAGE = 10_000;

    /**
     * Everything in a stretch of time; fails with a refusal of 422 beyond that many entries.
     *
     * @param range without a key
     */
    Uni<Read> within(SqlConnection connection, Detector detector, Range range, int most) {
        return connection
                .prepare(detector.sql())
                .flatMap(prepared ->
                        pages(prepared, new Past(detector, most), range).call(prepared::close))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Uni<Read> pages(PreparedStatement prepared, Past past, Range range) {
        Cursor cursor = prepared.cursor(past.detector.arguments(EventStore.scan(List.of(), List.of(range))));
        return Multi.createBy()
                .repeating()
                .uni(() -> cursor.read(PAGE).invoke(past::add))
                .whilst(page -> cursor.hasMore())
                .collect()
                .last()
                .call(cursor::close)
                .map(last -> new Read(past.byKey, past.skipped));
    }

    /** What was read so far. */
    private static final class Past {

        private final Map<String, List<Event>> byKey = new HashMap<>();
        private final Detector detector;
        private final int most;
        private int entries;
        private long skipped;

        private Past(Detector detector, int most) {
            this.detector = detector;
            this.most = most;
        }

        private void add(RowSet<Row> page) {
            entries += page.size();
            if (entries > most) {
                throw tooLarge();
            }
            Read read = EventStore.read(page, batchNo -> true, batchNo -> true);
            read.byKey()
                    .forEach((key, events) -> byKey.computeIfAbsent(key, none -> new ArrayList<>())
                            .addAll(events));
            skipped += read.skipped();
        }

        private Refusal tooLarge() {
            return Refusal.of(
                    422,
                    "replay_too_large",
                    "Over " + most + " entries matter to " + detector.type()
                            + ": shorten the range, or leave it out of the types.");
        }
    }
}
