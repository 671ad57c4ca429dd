package dev.sealwatch.notify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a receiver asks for in Retry-After: seconds, or a time (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    /** That of today, and two that are obsolete and must be understood all the same (RFC 9110, section 5.6.7). */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            inUtc("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
            inUtc("EEE MMM ppd HH:mm:ss yyyy"));

    private RetryAfter() {}

    private static DateTimeFormatter inUtc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Null where nothing is asked for that makes sense; at most the longest. @param header may be null */
    static Duration of(String header, Instant now, Duration longest) {
        Duration asked = header == null ? null : read(header.strip(), now);
        if (asked == null || asked.isNegative()) {
            return null;
        }
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    private static Duration read(String text, Instant now) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            String digits = text.replaceFirst("^0+(?=.)", "");
            return Duration.ofSeconds(Long.parseLong(digits.substring(0, Math.min(digits.length(), MOST_DIGITS))));
        }
        return DATES.stream()
                .flatMap(format -> time(text, format))
                .findFirst()
                .map(time -> Duration.between(now, time))
                .orElse(null);
    }

    private static Stream<Instant> time(String text, DateTimeFormatter format) {
        try {
            return Stream.of(format.parse(text, Instant::from));
        } catch (DateTimeException another) {
            return Stream.empty();
        }
    }
}
