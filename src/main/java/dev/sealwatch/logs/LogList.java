package dev.sealwatch.logs;

import dev.sealwatch.pages.Query;
import java.util.List;

/**
 * What the tab lists, or why it lists nothing.
 *
 * @param next the address of the next page, or null
 * @param unreadable the names of what the address says that can't be read
 * @param slow whether it was stopped
 * @param never whether nothing was ever stored
 */
record LogList(List<LogLine> lines, Query next, List<String> unreadable, boolean slow, boolean never) {

    static LogList of(List<LogLine> lines, Query next) {
        return new LogList(lines, next, List.of(), false, false);
    }

    static LogList unreadable(List<String> names) {
        return new LogList(List.of(), null, names, false, false);
    }

    static LogList tooSlow() {
        return new LogList(List.of(), null, List.of(), true, false);
    }

    static LogList nothing(boolean never) {
        return new LogList(List.of(), null, List.of(), false, never);
    }
}
