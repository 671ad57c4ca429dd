package dev.sealwatch.logs;

import dev.sealwatch.pages.Panel.Wider;
import dev.sealwatch.pages.Query;
import java.util.List;

/**
 * What the tab lists, or why it lists nothing.
 *
 * @param next the address of the next page, or null
 * @param unreadable the names of what the address says that can't be read
 * @param slow whether it was stopped
 * @param never whether nothing was ever stored
 * @param wider where there may be some, where there are none
 */
record LogList(
        List<LogLine> lines, Query next, List<String> unreadable, boolean slow, boolean never, List<Wider> wider) {

    static LogList of(List<LogLine> lines, Query next) {
        return new LogList(lines, next, List.of(), false, false, List.of());
    }

    static LogList unreadable(List<String> names) {
        return new LogList(List.of(), null, names, false, false, List.of());
    }

    static LogList tooSlow() {
        return new LogList(List.of(), null, List.of(), true, false, List.of());
    }

    static LogList unused() {
        return new LogList(List.of(), null, List.of(), false, true, List.of());
    }

    static LogList nothing(List<Wider> wider) {
        return new LogList(List.of(), null, List.of(), false, false, wider);
    }
}
