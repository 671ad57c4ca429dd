package dev.sealwatch.ingest;

import dev.sealwatch.logs.LogEntry.Level;
import java.util.Locale;
import java.util.Map;

/** The words that senders use for levels, in any case. */
final class Levels {

    private static final int LONGEST = 9;

    private static final Map<String, Level> BY_WORD = Map.ofEntries(
            Map.entry("debug", Level.DEBUG),
            Map.entry("trace", Level.DEBUG),
            Map.entry("info", Level.INFO),
            Map.entry("notice", Level.INFO),
            Map.entry("warn", Level.WARN),
            Map.entry("warning", Level.WARN),
            Map.entry("error", Level.ERROR),
            Map.entry("err", Level.ERROR),
            Map.entry("critical", Level.CRITICAL),
            Map.entry("fatal", Level.CRITICAL),
            Map.entry("alert", Level.CRITICAL),
            Map.entry("emergency", Level.CRITICAL));

    private Levels() {}

    /** Null when the word is no level. */
    static Level of(String word) {
        return word.length() > LONGEST ? null : BY_WORD.get(word.toLowerCase(Locale.ROOT));
    }
}
