package dev.sealwatch.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an export has come. It goes back in time by windows, so that no single statement has to look at everything.
 *
 * <p>Timestamps that nobody can have sent lie above the first window and below the last, which are open there.
 *
 * @param range what there was when the export began
 * @param before where the next page begins: entries older than this; null at the very first
 * @param window how far back the next page looks
 * @param limit how many entries it takes
 */
record ExportWalk(LogFilter filter, Range range, Position before, Duration window, int limit) {

    /** @param oldest of the timestamps that can have been sent, like {@code newest}; {@code idsBelow} exclusive */
    record Range(Instant oldest, Instant newest, long idsBelow) {

        /** Exclusive. */
        Instant top() {
            return newest.plusNanos(1_000);
        }
    }

    private static final Duration FIRST_WINDOW = Duration.ofDays(1);
    private static final Duration WIDEST_WINDOW = Duration.ofDays(64);
    private static final Duration NARROWEST_WINDOW = Duration.ofMinutes(1);
    private static final int FIRST_LIMIT = 100;
    private static final int MOST_ENTRIES = 1_000;
    private static final int FEWEST_ENTRIES = 10;

    /** Characters that a page should have, so that the database reads no more than is taken of it. */
    private static final int PAGE_SIZE = 1 << 20;

    static ExportWalk begin(LogFilter filter, Range range) {
        Position before = Optional.ofNullable(filter.until())
                .filter(until -> !until.isAfter(range.top()))
                .map(Position::before)
                .orElse(null);
        return new ExportWalk(filter, range, before, FIRST_WINDOW, FIRST_LIMIT);
    }

    /** The next page. */
    Stretch stretch() {
        LogFilter part = filter.between(since(), filter.until());
        return new Stretch(isAhead() ? part.receivedAtAnyTime() : part, before, range.idsBelow(), limit, 0);
    }

    /** Whether it is still among the timestamps that lie too far in the future. */
    private boolean isAhead() {
        return before == null || before.timestamp().isAfter(range.top());
    }

    /** Inclusive lower bound of the next page. */
    Instant since() {
        if (isAhead()) {
            return later(filter.since(), range.top());
        }
        return isLast() ? filter.since() : before.timestamp().minus(window);
    }

    private boolean isLast() {
        Instant floor = later(filter.since(), range.oldest());
        return !isAhead() && !before.timestamp().minus(window).isAfter(floor);
    }

    private static Instant later(Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    /** Empty at the end. @param size of the page in characters */
    Optional<ExportWalk> after(Slice page, int size) {
        if (page.more()) {
            return Optional.of(to(page.end(), window, limitFor(size / page.size())));
        }
        if (isAhead()) {
            return Optional.of(to(Position.before(range.top()), window, limit));
        }
        return isLast() ? Optional.empty() : Optional.of(to(Position.before(since()), wider(), limit));
    }

    private static int limitFor(int sizeOfEntry) {
        return Math.max(FEWEST_ENTRIES, Math.min(MOST_ENTRIES, PAGE_SIZE / Math.max(1, sizeOfEntry)));
    }

    private Duration wider() {
        return window.compareTo(WIDEST_WINDOW) < 0 ? window.multipliedBy(2) : window;
    }

    /** The same place with less to look at, after a statement took too long; empty when it can't be less. */
    Optional<ExportWalk> narrower() {
        return window.compareTo(NARROWEST_WINDOW) < 0
                ? Optional.empty()
                : Optional.of(to(before, window.dividedBy(8), limit));
    }

    private ExportWalk to(Position position, Duration width, int entries) {
        return new ExportWalk(filter, range, position, width, entries);
    }
}
