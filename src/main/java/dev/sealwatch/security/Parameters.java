package dev.sealwatch.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The query parameters of one request. What is wrong with them is gathered, and refused all at once. */
public final class Parameters {

    /** The names that a page is asked for with. */
    private static final Set<String> PAGING = Set.of("limit", "offset", "cursor");

    private static final List<String> START = List.of("0");

    /**
     * A page of what is listed by places, the highest first: ids, which never change, or a rank and an id.
     *
     * @param question which list, with which filters: what its cursors belong to
     * @param before places below this one: where the page before ended, or null
     */
    public record Page(String question, Long before, int limit, int offset) {

        /** @param last the place that this page ends with; null where the list ends too */
        public Pagination end(long total, Long last) {
            String next = last == null ? null : cursor(Bookmark.ofNumber(last), question);
            return new Pagination(limit, offset, total, false, next);
        }
    }

    /** Where in a list its answer is. @param next the cursor to go on with, or null */
    public record Pagination(int limit, int offset, long total, boolean totalIsEstimate, String next) {}

    private final Map<String, List<String>> values;
    private final List<FieldError> faults = new ArrayList<>();

    /** Those of a Vert.x route. @param known the names that the request may use */
    public static Parameters of(MultiMap query, Set<String> known) {
        return new Parameters(
                query.names().stream().collect(Collectors.toMap(name -> name, query::getAll, (one, same) -> one)),
                known);
    }

    /** The values of a filter that came in a body. @throws Refusal when it is longer than a query could be */
    public static Map<String, List<String>> values(Map<String, JsonNode> filter) {
        return ParameterText.of(filter);
    }

    /** @param known the names that the request may use */
    public Parameters(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        values.forEach((name, given) -> check(name, given, known));
    }

    private void check(String name, List<String> given, Set<String> known) {
        if (known.contains(name)) {
            ParameterText.fault(given).ifPresent(detail -> fault(name, detail));
        } else {
            fault(name, "There is no such parameter. Known are: " + listed(known) + ".");
        }
    }

    public void fault(String name, String detail) {
        faults.add(new FieldError(name, detail));
    }

    /** @throws Refusal when anything was wrong */
    public void refuseFaults() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().distinct().sorted().toList();
    }

    /** Every value, read; values that can't be are faults. */
    public <T> List<T> all(String name, Function<String, Optional<T>> read, String expected) {
        List<T> found = new ArrayList<>();
        for (String value : all(name)) {
            read.apply(value).ifPresentOrElse(found::add, () -> fault(name, "Expected " + expected + "."));
        }
        return List.copyOf(found);
    }

    public Optional<String> one(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            fault(name, "Expected once, given " + given.size() + " times.");
        }
        return given.stream().findFirst();
    }

    /** Its value, read; one that can't be is a fault. */
    private <T> Optional<T> one(String name, Function<String, Optional<T>> read, String expected) {
        Optional<String> text = one(name);
        Optional<T> found = text.flatMap(read);
        if (text.isPresent() && found.isEmpty()) {
            fault(name, "Expected " + expected + ".");
        }
        return found;
    }

    /** A word out of a few. */
    public String choice(String name, String otherwise, Set<String> words) {
        return one(name, word -> Optional.of(word).filter(words::contains), "one of: " + listed(words))
                .orElse(otherwise);
    }

    /** Words out of a few. */
    public List<String> words(String name, Set<String> known) {
        return all(name, word -> Optional.of(word).filter(known::contains), "one of: " + listed(known));
    }

    /** Names of constants, in lower case. */
    public List<String> words(String name, Enum<?>[] known) {
        return words(
                name,
                Stream.of(known).map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    public int number(String name, int otherwise, int least, int most) {
        return one(
                        name,
                        text -> ParameterText.number(text).filter(number -> number >= least && number <= most),
                        "a number from " + least + " to " + most)
                .orElse(otherwise);
    }

    public Optional<Instant> time(String name) {
        return one(name, ParameterText::time, ParameterText.TIME + " (+ is written %2B)");
    }

    /** One that came in a body. @throws Refusal 400 */
    public static Instant time(String field, String text) {
        return ParameterText.time(text)
                .orElseThrow(() -> Refusal.invalid(field, "Expected " + ParameterText.TIME + "."));
    }

    public int limit() {
        return number("limit", 100, 1, 1_000);
    }

    /** For a few pages; a cursor goes further. */
    public int offset() {
        return number("offset", 0, 0, 10_000);
    }

    /** @param question which list, with which filters */
    public Page page(String question) {
        return new Page(question, after(question, Bookmark::number).orElse(null), limit(), offset());
    }

    /** Where the page before ended. @param read empty for what never was in a cursor of the list */
    public <T> Optional<T> after(String question, Function<byte[], Optional<T>> read) {
        if (values.containsKey("cursor")
                && !values.getOrDefault("offset", START).equals(START)) {
            fault("offset", "A cursor says already where to go on: leave the offset out.");
        }
        return one(
                "cursor",
                text -> Bookmark.place(text, question).flatMap(read),
                "the next of a page with the same filters and sort: begin again without a cursor");
    }

    /** Opaque: what {@link #after} gives back, to the same question alone. */
    public static String cursor(byte[] place, String question) {
        return Bookmark.text(place, question);
    }

    /** These names and those that a page is asked for with. */
    public static Set<String> paged(Set<String> names, String... more) {
        return Stream.of(names, PAGING, Set.of(more)).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static String listed(Set<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }
}
