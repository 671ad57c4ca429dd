package dev.sealwatch.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.platform.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the texts of parameters may hold, and how they are read. */
final class ParameterText {

    static final String TIME = "a time of RFC 3339 from 1970 to 9999, such as 2026-01-31T00:00:00Z";

    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 1_024;
    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");
    private static final int MOST_DIGITS = 9;

    /** A query string holds no more, and the audit entry that quotes it holds eight times as much. */
    private static final int LONGEST_FILTER = 8_192;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private ParameterText() {}

    /** What is wrong with all that one parameter was given, whatever it is for. */
    static Optional<String> fault(List<String> given) {
        if (given.size() > MOST_VALUES) {
            return Optional.of("It is given " + given.size() + " times; at most " + MOST_VALUES + " are taken.");
        }
        if (given.stream().anyMatch(value -> value.isEmpty() || value.length() > LONGEST_VALUE)) {
            return Optional.of("Expected 1 to " + LONGEST_VALUE + " characters.");
        }
        return given.stream().anyMatch(value -> UNFIT.matcher(value).find())
                ? Optional.of("Expected text without U+0000 and lone surrogates.")
                : Optional.empty();
    }

    /** By name. What is no text becomes an empty one, which no parameter may be. */
    static Map<String, List<String>> of(Map<String, JsonNode> filter) {
        if (filter.toString().length() > LONGEST_FILTER) {
            throw Refusal.invalid("filter", "Expected at most " + LONGEST_FILTER + " characters.");
        }
        Map<String, List<String>> values = new TreeMap<>();
        filter.forEach((name, value) -> values.put(name, texts(value)));
        return values;
    }

    private static List<String> texts(JsonNode value) {
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.map(one -> one.isTextual() ? one.textValue() : "").toList();
    }

    /** Decimal digits alone. */
    static Optional<Integer> number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** To the microsecond, as the database keeps it. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS))
                    .filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
