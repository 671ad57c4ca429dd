package dev.sealwatch.logs;

import java.time.OffsetDateTime;

/**
 * A partition whose last entry has outlived its retention, as far as its purge has come.
 *
 * @param from inclusive, {@code until} exclusive: when its entries were received
 * @param recorded whether the leaves were kept and the purge was announced
 * @param detach the statement that takes it out of the table; {@code finish} ends a detaching that was interrupted
 */
record ExpiredPartition(
        String name,
        int retentionDays,
        OffsetDateTime from,
        OffsetDateTime until,
        State state,
        boolean recorded,
        String detach,
        String finish,
        String drop) {

    /** How it belongs to the table. */
    enum State {
        ATTACHED,
        DETACHING,
        DETACHED
    }
}
