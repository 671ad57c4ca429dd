package dev.sealwatch.detection;

/** How bad things are, 0 to 100, from the open anomalies by severity. */
record ThreatScore(long critical, long high, long medium, long low) {

    private static final int MOST = 100;

    private static final int CRITICAL_FROM = 80;
    private static final int HIGH_FROM = 50;
    private static final int MEDIUM_FROM = 20;

    /** Open anomalies of that severity. */
    long open(Severity severity) {
        return switch (severity) {
            case CRITICAL -> critical;
            case HIGH -> high;
            case MEDIUM -> medium;
            case LOW -> low;
        };
    }

    int score() {
        long sum = critical * Severity.CRITICAL.weight()
                + high * Severity.HIGH.weight()
                + medium * Severity.MEDIUM.weight()
                + low * Severity.LOW.weight();
        return (int) Math.min(sum, MOST);
    }

    /** The threat level that the score stands for. */
    Severity level() {
        return level(score());
    }

    static Severity level(int score) {
        if (score >= CRITICAL_FROM) {
            return Severity.CRITICAL;
        }
        if (score >= HIGH_FROM) {
            return Severity.HIGH;
        }
        return score >= MEDIUM_FROM ? Severity.MEDIUM : Severity.LOW;
    }
}
