package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The answer to a detector's question, page by page: of a row no more is kept than an event takes. */
final class Reading {

    /** A cursor answers that many rows at once: some ten milliseconds of an event loop. */
    private static final int PAGE = 10_000;

    private final Map<String, List<Event>> byKey = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Function<RowSet<Row>, Read> page;
    private final int most;
    private final Supplier<RuntimeException> tooMany;
    private long entries;
    private long skipped;

    /** @param most entries that there is room for; with more it fails with that. */
    Reading(Function<RowSet<Row>, Read> page, int most, Supplier<RuntimeException> tooMany) {
        this.page = page;
        this.most = most;
        this.tooMany = tooMany;
    }

    Uni<Read> of(SqlConnection connection, Detector detector, Tuple scan) {
        return connection
                .prepare(detector.sql())
                .flatMap(prepared ->
                        all(prepared.cursor(detector.question(scan))).call(prepared::close))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Read> all(Cursor cursor) {
        return Multi.createBy()
                .repeating()
                .uni(() -> cursor.read(PAGE)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(this::add))
                .whilst(rows -> cursor.hasMore())
                .collect()
                .last()
                .call(cursor::close)
                .map(last -> new Read(byKey, skipped));
    }

    /** How many were read. */
    long entries() {
        return entries;
    }

    private void add(RowSet<Row> rows) {
        entries += rows.size();
        if (entries > most) {
            throw tooMany.get();
        }
        Read read = page.apply(rows);
        read.byKey().forEach((key, events) -> {
            List<Event> ofKey = byKey.computeIfAbsent(key, none -> new ArrayList<>());
            events.forEach(event -> ofKey.add(event.sharing(values.computeIfAbsent(event.value(), value -> value))));
        });
        skipped += read.skipped();
    }
}
