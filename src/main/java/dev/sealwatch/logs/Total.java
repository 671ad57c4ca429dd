package dev.sealwatch.logs;

/** How many entries match. @param isEstimate at least so many, when counting on would have taken too long */
record Total(long count, boolean isEstimate) {

    /** Counting goes no further. */
    static final int EXACT_TO = 10_000;

    /** @param counted one more than {@link #EXACT_TO} when counting stopped there */
    static Total counted(long counted) {
        return new Total(Math.min(counted, EXACT_TO), counted > EXACT_TO);
    }
}
