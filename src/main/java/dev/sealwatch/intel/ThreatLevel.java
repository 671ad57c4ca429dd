package dev.sealwatch.intel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad an indicator is, in rising order. */
public enum ThreatLevel {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The word used in the database and in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ThreatLevel of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
