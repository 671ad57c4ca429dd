package dev.sealwatch.integrity;

/**
 * Batches by number.
 *
 * @param after exclusive; {@code upTo} inclusive
 * @param entries how many entries they hold, as they say themselves
 */
record BatchRange(long after, long upTo, long entries) {

    boolean isEmpty() {
        return after >= upTo;
    }
}
