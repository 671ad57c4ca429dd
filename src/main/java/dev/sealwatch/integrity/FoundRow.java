package dev.sealwatch.integrity;

import dev.sealwatch.logs.StoredEntry;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * A row of {@code aggregated_logs} as found, which need not be as it was written.
 *
 * @param idPlace where its {@code id} puts it, and {@code place} where its columns do
 * @param commit the stored leaf commit
 * @param stored null where the row can't be read as an entry
 */
record FoundRow(Place idPlace, Place place, int keyNo, UUID logId, byte[] commit, StoredEntry stored) {

    static FoundRow of(Row row) {
        return new FoundRow(
                Place.ofId(row.getLong("id")),
                new Place(row.getLong("batch_no"), row.getInteger("batch_pos")),
                row.getInteger("key_no"),
                row.getUUID("log_id"),
                row.getBuffer("leaf_commit").getBytes(),
                stored(row));
    }

    /** Whatever this service would not have written there, somebody else has: it is a finding, not a failure. */
    private static StoredEntry stored(Row row) {
        try {
            return row.getBoolean("plain_address") ? StoredEntry.of(row) : null;
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    /** Whether the id and the columns agree. */
    boolean isInPlace() {
        return idPlace.equals(place);
    }
}
