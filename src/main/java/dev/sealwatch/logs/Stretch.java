package dev.sealwatch.logs;

import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Some of the entries that match, in order of time.
 *
 * @param after where it begins, or null at the very first; {@code offset} how many are passed over from there
 * @param idsBelow exclusive, or null for all
 */
record Stretch(LogFilter filter, Position after, Long idsBelow, int limit, int offset) {

    Tuple arguments() {
        return filter.arguments()
                .addOffsetDateTime(after == null ? null : after.time())
                .addLong(after == null ? null : after.id())
                .addLong(idsBelow)
                .addInteger(limit)
                .addInteger(offset);
    }
}
