package dev.sealwatch.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/** RFC 3339 timestamps, strictly: with an offset, without a leap second, cut to the microsecond. */
final class Timestamps {

    private static final int OFFSET_AT_LEAST = 19;
    private static final int MICRO_DIGITS = 6;
    private static final int NOT_A_NUMBER = -1;
    private static final long SECONDS_PER_DAY = 86_400;

    private Timestamps() {}

    /** Null when the text is no such timestamp. */
    static Instant parse(String text) {
        if (text.length() <= OFFSET_AT_LEAST || !isPunctuated(text)) {
            return null;
        }
        int fraction = endOfFraction(text);
        int offset = offsetSeconds(text, fraction);
        long second = localSecond(text);
        if (fraction < 0 || offset == Integer.MIN_VALUE || second == Long.MIN_VALUE) {
            return null;
        }
        return Instant.ofEpochSecond(second - offset, nanos(text, fraction));
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static long localSecond(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean date = year >= 0 && month >= 1 && month <= 12 && day >= 1;
        if (!date
                || !isTime(hour, minute, second)
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            return Long.MIN_VALUE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY + (hour * 60 + minute) * 60 + second;
    }

    private static boolean isTime(int hour, int minute, int second) {
        return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
    }

    /** Where the offset begins, or -1 when a point has no digits after it. */
    private static int endOfFraction(String text) {
        if (text.charAt(OFFSET_AT_LEAST) != '.') {
            return OFFSET_AT_LEAST;
        }
        int end = OFFSET_AT_LEAST + 1;
        while (Letters.isDigit(Letters.at(text, end))) {
            end++;
        }
        return end == OFFSET_AT_LEAST + 1 ? NOT_A_NUMBER : end;
    }

    /** Digits past the sixth are cut, not rounded. */
    private static long nanos(String text, int end) {
        int nanos = 0;
        int digits = 0;
        for (int i = OFFSET_AT_LEAST + 1; i < end && digits < MICRO_DIGITS; i++) {
            nanos = nanos * 10 + text.charAt(i) - '0';
            digits++;
        }
        for (; digits < MICRO_DIGITS + 3; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int offsetSeconds(String text, int at) {
        char sign = Letters.at(text, at);
        if (sign == 'Z' || sign == 'z') {
            return at == text.length() - 1 ? 0 : Integer.MIN_VALUE;
        }
        boolean shaped = text.length() == at + 6 && (sign == '+' || sign == '-') && text.charAt(at + 3) == ':';
        int hours = shaped ? number(text, at + 1, at + 3) : NOT_A_NUMBER;
        int minutes = shaped ? number(text, at + 4, at + 6) : NOT_A_NUMBER;
        if (!isTime(hours, minutes, 0)) {
            return Integer.MIN_VALUE;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Letters.isDigit(c)) {
                return NOT_A_NUMBER;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
