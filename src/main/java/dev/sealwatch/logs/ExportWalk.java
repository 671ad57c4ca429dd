package dev.sealwatch.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far an export has come. It goes back in time by windows, so that no single statement has to look at everything.
 *
 * @param range the newest and the oldest timestamp there is, and the ids that were given before the export began
 * @param before where the next page begins: entries older than this, or as old with a smaller id
 * @param window how far back the next page looks
 * @param limit how many entries it takes
 */
record ExportWalk(LogFilter filter, Range range, Position before, Duration window, int limit) {

    /** @param idsBelow exclusive */
    record Range(Instant oldest, Instant newest, long idsBelow) {}

    record Position(Instant timestamp, long id) {}

    private static final Duration FIRST_WINDOW = Duration.ofDays(1);
    private static final Duration WIDEST_WINDOW = Duration.ofDays(64);
    private static final Duration NARROWEST_WINDOW = Duration.ofMinutes(1);
    private static final int FIRST_LIMIT = 100;
    private static final int MOST_ENTRIES = 1_000;
    private static final int FEWEST_ENTRIES = 10;

    /** Characters that a page should have: what an export holds in memory, however long its entries are. */
    private static final int PAGE_SIZE = 1 << 20;

    static ExportWalk begin(LogFilter filter, Range range) {
        Instant newest = range.newest().plusNanos(1_000);
        Position before = new Position(
                Optional.ofNullable(filter.until()).filter(newest::isAfter).orElse(newest), 0);
        return new ExportWalk(filter, range, before, FIRST_WINDOW, FIRST_LIMIT);
    }

    /** Inclusive lower bound of the next page. */
    Instant since() {
        Instant since = before.timestamp().minus(window);
        return since.isBefore(floor()) ? floor() : since;
    }

    private Instant floor() {
        return Optional.ofNullable(filter.since())
                .filter(range.oldest()::isBefore)
                .orElse(range.oldest());
    }

    /** Empty at the end. */
    Optional<ExportWalk> after(List<StoredEntry> page, int size) {
        if (page.size() == limit) {
            StoredEntry last = page.get(page.size() - 1);
            return Optional.of(to(new Position(last.entry().timestamp(), last.id()), window, limitFor(size / limit)));
        }
        boolean isOver = !since().isAfter(floor());
        return isOver ? Optional.empty() : Optional.of(to(new Position(since(), 0), wider(), limit));
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
