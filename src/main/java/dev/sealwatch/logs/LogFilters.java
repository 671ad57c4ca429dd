package dev.sealwatch.logs;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    private static final String LEVEL = "level";
    private static final List<String> LEVELS = List.of("critical", "error", "warn", "info", "debug");

    private static final List<String> SPANS = List.of("15m", "1h", "24h", "7d", "30d", "365d");

    /** What a filter is limited to. @param without the list without it */
    record Chip(String name, String value, Query without) {}

    /** A value of the address that the form has no field for. */
    record Kept(String name, String value) {}

    /** So many seconds up to now. */
    record Span(long seconds, Query link) {}

    /** So many minutes before and after an entry. */
    public List<Integer> distances() {
        return List.of(1, 5, 15);
    }

    public List<String> levels() {
        return LEVELS;
    }

    public List<Chip> chips() {
        Query query = list();
        return NAMES.stream()
                .flatMap(name -> query.all(name).stream().map(value -> new Chip(name, value, query.minus(name, value))))
                .toList();
    }

    public List<Kept> kept() {
        return NAMES.stream()
                .filter(name -> !name.equals(LEVEL))
                .flatMap(name -> frame.query().all(name).stream()
                        .skip(FIELDS.contains(name) ? 1 : 0)
                        .map(value -> new Kept(name, value)))
                .toList();
    }

    /** All but this one, which the API can only say by naming the others. */
    public Query without(String name, String value) {
        List<String> known = name.equals(LEVEL) ? LEVELS : sources;
        List<String> shown =
                frame.query().all(name).isEmpty() ? known : frame.query().all(name);
        Query others = list().without(name);
        for (String other : shown) {
            others = other.equals(value) ? others : others.plus(name, other);
        }
        return others;
    }

    public List<Span> spans() {
        return SPANS.stream()
                .map(text -> new Span(
                        seconds(text), list().with("from", "now-" + text).without("to")))
                .toList();
    }

    private static long seconds(String span) {
        return Duration.parse(span.endsWith("d") ? "P" + span : "PT" + span).toSeconds();
    }

    /** The stretch of time of the same length before this one. */
    public Query earlier() {
        return between(frame.since().minus(length()), frame.since());
    }

    public Query later() {
        return between(end(), end().plus(length()));
    }

    /** Twice as long, around the same middle. */
    public Query wider() {
        return between(frame.since().minus(length().dividedBy(2)), end().plus(length().dividedBy(2)));
    }

    /** What is told of entries as they are stored: those that match, of any time. */
    public Query tail() {
        Query stream = new Query("security/logs/tail", list().values());
        return stream.without("tab").without("from").without("to");
    }

    private Query between(Instant from, Instant to) {
        return list().with("from", from).with("to", to);
    }

    private Instant end() {
        return frame.until() == null ? Instant.ofEpochSecond(frame.now().getEpochSecond()) : frame.until();
    }

    private Duration length() {
        return Duration.between(frame.since(), end()).abs();
    }

    private Query list() {
        return frame.query().without("detail").without("cursor");
    }
}
