package dev.sealwatch.notify;

import java.time.Duration;

/** How long to wait before the next attempt. */
record Backoff(Duration first, Duration longest) {

    /** More doublings overflow nothing, and nobody waits that long. */
    private static final int MOST_DOUBLINGS = 30;

    static Backoff of(NotifyConfig config) {
        return new Backoff(config.firstPause(), config.longestPause());
    }

    /**
     * Doubles with each attempt, and is spread so that what failed together is not repeated together.
     *
     * @param attempt the one that failed, from 1 on
     * @param retryAfter what the receiver asks for, or null; never less than that
     * @param chance from 0 to 1: the pause is from half of its length to all of it
     */
    Duration after(int attempt, Duration retryAfter, double chance) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration whole = doubled.compareTo(longest) > 0 ? longest : doubled;
        Duration pause = whole.dividedBy(2).plusNanos((long) (chance * whole.toNanos() / 2));
        return retryAfter != null && retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
    }
}
