package dev.sealwatch.logs;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.platform.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the address of the tab asks for: the API's filters, and the times as people write them.
 *
 * @param query null where something of it can't be read
 * @param unreadable the names of what can't
 */
record LogQuestion(LogQuery query, List<String> unreadable) {

    private static final String START = "start_date";
    private static final String END = "end_date";

    static LogQuestion of(Frame frame) {
        List<String> unreadable = frame.unreadable();
        return unreadable.isEmpty() ? read(frame) : new LogQuestion(null, unreadable);
    }

    private static LogQuestion read(Frame frame) {
        Map<String, List<String>> values = new HashMap<>(frame.query().only(known()));
        values.put(START, List.of(frame.since().toString()));
        if (frame.until() != null) {
            values.put(END, List.of(frame.until().toString()));
        }
        try {
            return new LogQuestion(LogQuery.of(values), List.of());
        } catch (Refusal refused) {
            return new LogQuestion(null, Frame.inAddress(refused.faults()));
        }
    }

    static Set<String> known() {
        Set<String> known = new HashSet<>(LogFilter.PARAMETERS);
        known.removeAll(Set.of(START, END));
        known.addAll(Set.of("cursor", "sort", Traits.COUNTED));
        return known;
    }
}
