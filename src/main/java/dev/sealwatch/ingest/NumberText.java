package dev.sealwatch.ingest;

import java.math.BigDecimal;

/** Numbers in the notation of JSON (RFC 8259, section 6). */
final class NumberText {

    private NumberText() {}

    /** {@code 4.1e1} and {@code 41.0} as {@code 41}; unchanged where the value is not whole, or longer than a card's number. */
    static String plain(String number) {
        if (number.indexOf('.') < 0 && exponentAt(number) < 0) {
            return number;
        }
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= IssuedCard.LONGEST;
        return whole ? value.toPlainString() : number;
    }

    /** The written exponent without its sign; past 9 digits it is simply too large. */
    static int exponent(String number) {
        int e = exponentAt(number);
        if (e < 0) {
            return 0;
        }
        int digits = Letters.isDigit(number.charAt(e + 1)) ? e + 1 : e + 2;
        return number.length() - digits > 9 ? Integer.MAX_VALUE : Integer.parseInt(number, digits, number.length(), 10);
    }

    private static int exponentAt(String number) {
        return Math.max(number.indexOf('e'), number.indexOf('E'));
    }
}
