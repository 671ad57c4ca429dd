package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What became of a selection.
 *
 * @param changed resolved now
 * @param skipped there are no such ids, or there were more matches than one change takes
 * @param conflicts resolved already
 * @param digest SHA-256 (hex) of the changed ids in ascending order, joined by commas
 */
record BulkOutcome(
        long changed,
        long skipped,
        long conflicts,
        @JsonIgnore String digest) {}
