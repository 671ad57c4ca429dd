package dev.sealwatch.pages;

import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How somebody wants to see things.
 *
 * @param theme {@code light}, {@code dark}, or {@code auto} for what the device says
 * @param shortcuts whether single keys do something (WCAG 2.1.4)
 */
public record Viewer(Locale locale, ZoneId zone, String theme, boolean shortcuts) {

    static final Locale ROMANIAN = Locale.forLanguageTag("ro");
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, ROMANIAN);
    static final List<String> THEMES = List.of("auto", "light", "dark");

    private static final int FEW_UNTIL = 19;
    private static final int HUNDRED = 100;

    /** @param tag what was chosen before, or null. @param acceptLanguage as the header says it, or null */
    static Locale language(String tag, String acceptLanguage) {
        return LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(tag))
                .findFirst()
                .orElseGet(() -> accepted(acceptLanguage));
    }

    /** One of the languages spoken here. @param acceptLanguage as the header says it, or null; English where none fits */
    public static Locale accepted(String acceptLanguage) {
        try {
            String ranges = acceptLanguage == null ? "en" : acceptLanguage;
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(ranges), LANGUAGES))
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException | IndexOutOfBoundsException noLanguages) {
            // The latter for a mere hyphen.
            return Locale.ENGLISH;
        }
    }

    /** UTC where there is no such zone. */
    static ZoneId zone(String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    boolean isRomanian() {
        return locale.equals(ROMANIAN);
    }

    public String language() {
        return locale.getLanguage();
    }

    public String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** The word of the preference. */
    public String switched() {
        return shortcuts ? "on" : "off";
    }

    String time(Instant time) {
        String pattern = isRomanian() ? "dd.MM.yyyy, HH:mm:ss" : "d MMM yyyy, HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, locale).format(time.atZone(zone));
    }

    /** As people write it, see {@link Moments}; empty for what is no time. */
    public Optional<Instant> moment(String text, Instant now) {
        return Moments.of(text, zone, now);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** The units read alike in both languages, days aside. */
    String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + (isRomanian() ? " z" : " d");
    }

    /** CLDR's plural rules of both languages for whole numbers. */
    String plural(long number) {
        if (number == 1) {
            return "one";
        }
        long rest = number % HUNDRED;
        return isRomanian() && (number == 0 || rest >= 1 && rest <= FEW_UNTIL) ? "few" : "other";
    }
}
