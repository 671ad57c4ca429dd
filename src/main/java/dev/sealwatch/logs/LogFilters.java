package dev.sealwatch.logs;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Query;
import java.util.List;
import java.util.stream.Stream;

/** The filters in force, and the ways from them to others. @param sources those that there are */
record LogFilters(Frame frame, List<String> sources) {

    /** In the order in which they are shown. */
    private static final List<String> NAMES = List.of(
            "source",
            "level",
            "category",
            "user_id",
            "ip_address",
            "log_id",
            "search",
            Traits.HAS_USER,
            Traits.HAS_ADDRESS,
            Traits.COUNTED);

    /** The form has one field for each of them. */
    private static final List<String> FIELDS = List.of("source", "category", "user_id", "ip_address", "search");

    /** It has a box for each of its values. */
    private static final String LEVEL = "level";

    private static final List<String> LEVELS = List.of("critical", "error", "warn", "info", "debug");

    /** A value of the address that the form has no field for. */
    record Kept(String name, String value) {}

    /** So many minutes before and after an entry. */
    public List<Integer> distances() {
        return List.of(1, 5, 15);
    }

    public List<String> levels() {
        return LEVELS;
    }

    /** The names of what a list can be limited by. */
    public List<String> names() {
        return NAMES;
    }

    public List<Kept> kept() {
        Stream<Kept> left = LeftOut.NAMES.stream().map(LeftOut.NOT::concat).flatMap(name -> kept(name, 0));
        Stream<Kept> more = NAMES.stream()
                .filter(name -> !name.equals(LEVEL))
                .flatMap(name -> kept(name, FIELDS.contains(name) ? 1 : 0));
        return Stream.concat(more, left).toList();
    }

    private Stream<Kept> kept(String name, int after) {
        return frame.query().all(name).stream().skip(after).map(value -> new Kept(name, value));
    }

    /** What is told of entries as they are stored: those that match, of any time. */
    public Query tail() {
        Query stream = new Query("security/logs/tail", list().values());
        return stream.without("tab").without("from").without("to");
    }

    private Query list() {
        return frame.query().without("detail").without("cursor");
    }
}
