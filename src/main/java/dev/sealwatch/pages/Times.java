package dev.sealwatch.pages;

import dev.sealwatch.pages.Frame.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The stretch of time that an address speaks of, and the ways from it to others. */
record Times(Frame frame) {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final List<String> SPANS = List.of("15m", "1h", "24h", "7d", "30d", "365d");

    /** Whether the address says where it begins or ends. */
    public boolean isBounded() {
        return !frame.query().one(FROM).isEmpty() || !frame.query().one(TO).isEmpty();
    }

    public boolean isBegun() {
        return !frame.query().one(FROM).isEmpty();
    }

    /** Those of its ends that nobody can read. */
    public List<String> unreadable() {
        return Stream.of(FROM, TO).filter(this::isUnreadable).toList();
    }

    private boolean isUnreadable(String name) {
        String text = frame.query().one(name);
        return !text.isEmpty() && frame.viewer().moment(text, frame.now()).isEmpty();
    }

    public List<Span> spans() {
        return SPANS.stream()
                .map(text ->
                        new Span(seconds(text), list().with(FROM, "now-" + text).without(TO)))
                .toList();
    }

    /** Those that reach farther back than the address does, the nearest first. */
    public List<Span> longer() {
        long reached = Duration.between(frame.since(), frame.now()).toSeconds();
        return spans().stream().filter(span -> span.seconds() > reached).toList();
    }

    private static long seconds(String span) {
        return Duration.parse(span.endsWith("d") ? "P" + span : "PT" + span).toSeconds();
    }

    /** The stretch of the same length before this one. */
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

    /** By the calendar of the viewer's zone. */
    public Query today() {
        return day(0);
    }

    public Query yesterday() {
        return day(1);
    }

    public Span anyTime() {
        return new Span(0, list().without(FROM).without(TO));
    }

    /** With what its ends mean now: what goes on from page to page stays the same list. */
    Query fixed() {
        Query fixed = frame.query();
        for (String name : List.of(FROM, TO)) {
            var time = frame.viewer().moment(frame.query().one(name), frame.now());
            fixed = time.isPresent() ? fixed.with(name, time.get()) : fixed;
        }
        return fixed;
    }

    private Query day(int ago) {
        LocalDate day = LocalDate.ofInstant(frame.now(), frame.viewer().zone()).minusDays(ago);
        return between(begin(day), begin(day.plusDays(1)));
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(frame.viewer().zone()).toInstant();
    }

    private Query between(Instant from, Instant to) {
        return list().with(FROM, from).with(TO, to);
    }

    private Instant end() {
        return frame.until() == null ? frame.now().truncatedTo(ChronoUnit.SECONDS) : frame.until();
    }

    private Duration length() {
        return Duration.between(frame.since(), end()).abs();
    }

    private Query list() {
        return frame.query().without("detail").without("cursor");
    }
}
