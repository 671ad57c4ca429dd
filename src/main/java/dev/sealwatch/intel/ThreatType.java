package dev.sealwatch.intel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an indicator is. */
enum ThreatType {
    IP("an address or a CIDR with zeros behind its prefix, such as 203.0.113.0/24"),
    USER("a user of 1 to 256 characters without control characters"),
    DOMAIN("a domain in letters, digits and hyphens, such as bad.example; others in Punycode");

    private final String expected;

    ThreatType(String expected) {
        this.expected = expected;
    }

    /** What an indicator of the type has to be. */
    String expected() {
        return expected;
    }

    /** The word used in the database and in JSON. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ThreatType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
