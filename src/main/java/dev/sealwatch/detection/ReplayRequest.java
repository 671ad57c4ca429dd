package dev.sealwatch.detection;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to play again.
 *
 * @param startDate inclusive, event time; {@code endDate} exclusive
 * @param types null for all
 * @param thresholds by type, where they differ from those that hold; may be null
 */
record ReplayRequest(
        @NotNull String startDate, @NotNull String endDate, List<String> types, Map<String, Integer> thresholds) {

    private static final int HIGHEST = 1_000_000;

    /** @throws Refusal 400 */
    void check(Set<String> known, Duration longest) {
        Duration length = Duration.between(start(), end());
        if (length.isNegative() || length.isZero()) {
            throw Refusal.invalid("end_date", "It is not after the start_date.");
        }
        if (length.compareTo(longest) > 0) {
            throw Refusal.invalid(
                    "end_date",
                    "It is " + length + " after the start_date; a replay spans at most " + longest.toDays()
                            + " days. Ask for shorter ranges, one after the other.");
        }
        checkTypes("types", types == null ? List.of() : types, known);
        checkTypes("thresholds", asked().keySet(), known);
        if (asked().values().stream().anyMatch(number -> number == null || number < 1 || number > HIGHEST)) {
            throw Refusal.invalid("thresholds", "Expected numbers from 1 to " + HIGHEST + ".");
        }
    }

    private static void checkTypes(String field, Iterable<String> given, Set<String> known) {
        for (String type : given) {
            if (type == null || !known.contains(type)) {
                throw Refusal.invalid(
                        field,
                        "There is no such detector. Known are: "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    private Map<String, Integer> asked() {
        return thresholds == null ? Map.of() : thresholds;
    }

    /** The detectors that take part, by the rules that they are to have. */
    Map<String, Rule> rules(List<Detector> current) {
        return current.stream()
                .filter(detector -> types == null || types.contains(detector.type()))
                .collect(Collectors.toMap(
                        Detector::type,
                        detector -> new Rule(
                                asked().getOrDefault(
                                                detector.type(), detector.rule().threshold()),
                                detector.rule().window())));
    }

    /** Of everybody. */
    Range range() {
        return new Range(null, Micros.of(start()) - 1, Micros.of(end()) - 1);
    }

    private Instant start() {
        return Parameters.time("start_date", startDate);
    }

    private Instant end() {
        return Parameters.time("end_date", endDate);
    }
}
