package dev.sealwatch.detection;

import java.util.List;

/**
 * What a key's new events changed.
 *
 * @param episode as it is now; without an id it is new
 * @param merged ids of the episodes that became part of it
 * @param added events that are counted for the first time, in order of time
 */
record Finding(Episode episode, List<Long> merged, List<Event> added) {}
