package dev.sealwatch.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The query parameters of one request. What is wrong with them is gathered, and refused all at once. */
public final class Parameters {

    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 1_024;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Map<String, List<String>> values;
    private final List<FieldError> faults = new ArrayList<>();

    /** Those of a Vert.x route. @param known the names that the request may use */
    public static Parameters of(MultiMap query, Set<String> known) {
        return new Parameters(
                query.names().stream().collect(Collectors.toMap(name -> name, query::getAll, (one, same) -> one)),
                known);
    }

    /** The values of a filter that came in a body. What is no text becomes an empty one, which no parameter may be. */
    public static Map<String, List<String>> values(Map<String, JsonNode> filter) {
        Map<String, List<String>> values = new TreeMap<>();
        filter.forEach((name, value) -> values.put(name, texts(value)));
        return values;
    }

    private static List<String> texts(JsonNode value) {
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.map(one -> one.isTextual() ? one.textValue() : "").toList();
    }

    /** @param known the names that the request may use */
    public Parameters(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        values.forEach((name, given) -> check(name, given, known));
    }

    private void check(String name, List<String> given, Set<String> known) {
        if (!known.contains(name)) {
            fault(name, "There is no such parameter. Known are: " + String.join(", ", new TreeSet<>(known)) + ".");
        } else if (given.size() > MOST_VALUES) {
            fault(name, "It is given " + given.size() + " times; at most " + MOST_VALUES + " are taken.");
        } else if (given.stream().anyMatch(value -> value.isEmpty() || value.length() > LONGEST_VALUE)) {
            fault(name, "Expected 1 to " + LONGEST_VALUE + " characters.");
        } else if (given.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            fault(name, "It holds U+0000, which no entry does.");
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

    /** A word out of a few. */
    public String choice(String name, String otherwise, Set<String> words) {
        String word = one(name).orElse(otherwise);
        if (!words.contains(word)) {
            fault(name, "Expected one of: " + String.join(", ", new TreeSet<>(words)) + ".");
        }
        return word;
    }

    public int number(String name, int otherwise, int least, int most) {
        String text = one(name).orElse(Integer.toString(otherwise));
        boolean digits = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty();
        int number = digits ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            fault(name, "Expected a number from " + least + " to " + most + ".");
        }
        return number;
    }

    public Optional<Instant> time(String name) {
        return one(name).flatMap(text -> time(name, text));
    }

    private Optional<Instant> time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
                return Optional.of(time);
            }
        } catch (DateTimeException unreadable) {
            // Said below, like a time out of range.
        }
        fault(name, "Expected a time of RFC 3339 from 1970 to 9999, such as 2026-01-31T00:00:00Z (+ is written %2B).");
        return Optional.empty();
    }
}
