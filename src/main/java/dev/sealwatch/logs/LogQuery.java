package dev.sealwatch.logs;

import dev.sealwatch.security.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One page of entries.
 *
 * @param after where the page before ended, or null
 */
record LogQuery(LogFilter filter, boolean newestFirst, int limit, int offset, Cursor after) {

    private static final String NEWEST = "-timestamp";
    private static final String OLDEST = "timestamp";
    private static final Set<String> KNOWN = Parameters.paged(LogFilter.PARAMETERS, "sort", Traits.COUNTED);
    private static final List<Duration> STEPS = Stream.of("PT1M", "PT5M", "PT30M", "PT3H", "P1D", "P8D")
            .map(Duration::parse)
            .toList();

    static LogQuery of(Map<String, List<String>> values) {
        Parameters parameters = new Parameters(values, KNOWN);
        LogFilter filter = LogFilter.of(parameters);
        boolean newestFirst =
                parameters.choice("sort", NEWEST, Set.of(NEWEST, OLDEST)).equals(NEWEST);
        Cursor after =
                parameters.after(question(filter, newestFirst), Cursor::of).orElse(null);
        LogQuery query = new LogQuery(filter, newestFirst, parameters.limit(), parameters.offset(), after);
        parameters.refuseFaults();
        return query;
    }

    /** What a cursor is bound to. */
    String question() {
        return question(filter, newestFirst);
    }

    private static String question(LogFilter filter, boolean newestFirst) {
        return newestFirst + " " + filter;
    }

    /** What to read of it, as far back as that. */
    Stretch since(Instant time) {
        return new Stretch(
                filter.between(time, filter.until()), after == null ? null : after.end(), null, limit, offset);
    }

    /**
     * Lower bounds of the timestamp to try one after the other, until the page is full.
     *
     * <p>Most pages are full of what happened lately; but a partition that holds none of it is read to the lower bound. Each
     * step is some six times as long, so that a page that needs all of them takes a fifth longer than without; none is as
     * long as half of what is asked for.
     */
    List<Instant> lookBack(Instant now) {
        Instant since = Optional.ofNullable(filter.since()).orElse(LogFilter.EVER);
        Instant reached = after == null ? null : after.end().timestamp();
        if (!newestFirst) {
            boolean ordinary = reached != null && reached.isBefore(now.plus(LogEntry.MOST_AHEAD));
            return List.of(ordinary ? reached : since);
        }
        Instant newest = Stream.of(now, filter.until(), reached)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        // An id never fills a page, so it is looked for everywhere at once.
        List<Duration> steps = filter.logIds().isEmpty() ? STEPS : List.of();
        return Stream.concat(
                        steps.stream()
                                .filter(step -> since.isBefore(newest.minus(step.multipliedBy(2))))
                                .map(newest::minus),
                        Stream.of(since))
                .toList();
    }
}
