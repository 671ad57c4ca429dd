package dev.sealwatch.ingest;

import java.util.UUID;

/** What became of one entry of a body. */
sealed interface Reading {

    record Accepted(Draft draft) implements Reading {}

    /**
     * An entry that can't be stored; its siblings can.
     *
     * @param logId null where none was sent or it is no UUID
     * @param detail names fields, types and lengths, never a value
     */
    record Rejected(UUID logId, String code, String detail) implements Reading {}
}
