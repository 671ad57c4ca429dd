package dev.sealwatch.security;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** How many refusals of strangers are told one by one in a minute; the rest is only counted, so that a flood can't fill the log. */
final class RefusalBudget {

    private static final long MINUTE = 60;

    private final SecurityConfig.Limits limits;
    private final Clock clock;
    private final Map<String, Integer> told = new HashMap<>();
    private int toldInAll;
    private long untold;
    private long minute;

    RefusalBudget(SecurityConfig.Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether this refusal gets an entry of its own. */
    synchronized boolean allows(String address) {
        boolean tell = toldInAll < limits.auditedInAll() && told.getOrDefault(address, 0) < limits.auditedPerAddress();
        if (tell) {
            told.merge(address, 1, Integer::sum);
            toldInAll++;
        } else {
            untold++;
        }
        return tell;
    }

    /** Begins a new minute if it is time, and tells how many refusals of the last one had no entry. */
    synchronized long endOfMinute() {
        long now = clock.instant().getEpochSecond() / MINUTE;
        if (now == minute) {
            return 0;
        }
        long rest = untold;
        minute = now;
        told.clear();
        toldInAll = 0;
        untold = 0;
        return rest;
    }
}
