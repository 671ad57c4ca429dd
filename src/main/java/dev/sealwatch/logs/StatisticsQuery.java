package dev.sealwatch.logs;

import dev.sealwatch.security.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Which entries to count, and how wide a bucket of the timeline is. The filter has both ends of its range. */
record StatisticsQuery(LogFilter filter, Duration interval) {

    /** Buckets begin at multiples of their width from here: a Monday, so that weeks begin on one. */
    static final Instant ORIGIN = Instant.parse("2001-01-01T00:00:00Z");

    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);

    /** A chart has no room for more, and neither has an answer. */
    private static final int MOST_BUCKETS = 1_000;

    /** About as many bars as a timeline shows well. */
    private static final int USUAL_BUCKETS = 60;

    private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,3})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);
    private static final List<Duration> USUAL = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));
    private static final Duration WIDEST = Duration.ofDays(364);

    /** Without a range it is the day up to now. */
    static StatisticsQuery of(Map<String, List<String>> values, Instant now) {
        Set<String> known = new HashSet<>(LogFilter.PARAMETERS);
        known.add("interval");
        Parameters parameters = new Parameters(values, known);
        LogFilter asked = LogFilter.of(parameters);
        Instant until = Optional.ofNullable(asked.until()).orElse(now.truncatedTo(ChronoUnit.MICROS));
        Instant since = Optional.ofNullable(asked.since()).orElse(until.minus(DEFAULT_RANGE));
        Duration range = Duration.between(since, until);
        boolean bothSent = asked.since() != null && asked.until() != null;
        if (!bothSent && (range.isNegative() || range.isZero())) {
            parameters.fault("end_date", "It is not after the start, " + since + ".");
        }
        Duration interval = parameters
                .one("interval")
                .map(text -> interval(text, range, parameters))
                .orElseGet(() -> usual(range));
        parameters.refuseFaults();
        return new StatisticsQuery(asked.between(since, until), interval);
    }

    private static Duration interval(String text, Duration range, Parameters parameters) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            parameters.fault("interval", "Expected a number and s, m, h or d, such as 5m.");
            return DEFAULT_RANGE;
        }
        Duration interval = Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
        if (range.dividedBy(interval) >= MOST_BUCKETS) {
            parameters.fault("interval", "The timeline would have over " + MOST_BUCKETS + " buckets: widen it.");
        }
        return interval;
    }

    private static Duration usual(Duration range) {
        return USUAL.stream()
                .filter(interval -> range.dividedBy(interval) <= USUAL_BUCKETS)
                .findFirst()
                .orElse(WIDEST);
    }

    /** Whether counts by hour answer it, but for its edges; they don't know which playing of the demonstration they are of. */
    boolean isByTheHour() {
        return interval.toSeconds() % Duration.ofHours(1).toSeconds() == 0
                && filter.users().isEmpty()
                && filter.addresses().isEmpty()
                && filter.logIds().isEmpty()
                && filter.search() == null
                && filter.traits().areNone()
                && !filter.sources().contains(Sources.DEMO)
                && !filter.left().namesPeople()
                && firstHour().isBefore(lastHour());
    }

    /** Begin of the first hour that lies in the range as a whole. */
    Instant firstHour() {
        Instant hour = filter.since().truncatedTo(ChronoUnit.HOURS);
        return hour.isBefore(filter.since()) ? hour.plus(1, ChronoUnit.HOURS) : hour;
    }

    /** End of the last one. */
    Instant lastHour() {
        return filter.until().truncatedTo(ChronoUnit.HOURS);
    }

    /** When each bucket of the timeline begins. */
    List<Instant> buckets() {
        long width = interval.toSeconds();
        long first = ORIGIN.getEpochSecond()
                + Math.floorDiv(filter.since().getEpochSecond() - ORIGIN.getEpochSecond(), width) * width;
        return LongStream.iterate(first, begin -> begin + width)
                .mapToObj(Instant::ofEpochSecond)
                .takeWhile(begin -> begin.isBefore(filter.until()))
                .toList();
    }
}
