package dev.sealwatch.detection;

/**
 * An entry as a detector sees it.
 *
 * @param id of the entry
 * @param time event time, microseconds since 1970
 * @param value what is counted once per window, or null
 * @param counts false where it only sheds light on an episode, as a successful login does on failed ones
 * @param fresh whether this run reads it for the first time
 */
record Event(long id, long time, String value, boolean marked, boolean counts, boolean fresh) {

    /** The same, with one string for all that name the same. */
    Event sharing(String name) {
        return new Event(id, time, name, marked, counts, fresh);
    }
}
