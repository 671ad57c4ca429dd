package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad an anomaly is, in rising order, and what it adds to the threat score while it is open. */
public enum Severity {
    LOW(5),
    MEDIUM(10),
    HIGH(20),
    CRITICAL(40);

    private final int weight;

    Severity(int weight) {
        this.weight = weight;
    }

    /** Points of the threat score. */
    public int weight() {
        return weight;
    }

    /** The word used in the database and in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Severity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The worse of two. */
    public Severity or(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
