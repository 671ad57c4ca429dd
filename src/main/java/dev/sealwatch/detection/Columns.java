package dev.sealwatch.detection;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

/** How columns of rows are read, and how many rows are written as arrays of columns. */
final class Columns {

    private Columns() {}

    /** Null where there is none. */
    static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static <S, T> T[] of(Collection<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
