package dev.sealwatch.ingest;

/** Whether digits are a payment card's: a known issuer's prefix and length, and the check digit of ISO/IEC 7812-1 (Luhn). */
final class IssuedCard {

    static final int LONGEST = 19;
    private static final int SHORTEST = 13;

    private IssuedCard() {}

    static boolean isOne(CharSequence digits) {
        int length = digits.length();
        return length >= SHORTEST && length <= LONGEST && isIssued(digits, length) && passesLuhn(digits);
    }

    private static boolean isIssued(CharSequence digits, int length) {
        int six = Integer.parseInt(digits, 0, 6, 10);
        int four = six / 100;
        int two = four / 100;
        return switch (two / 10) {
            case 2 -> length == 16 && between(four, 2221, 2720) || length >= 16 && between(four, 2200, 2204);
            case 3 ->
                length == 15 && (two == 34 || two == 37)
                        || length >= 14 && (between(four, 3000, 3059) || four == 3095 || two == 36 || two >= 38)
                        || length >= 16 && between(four, 3528, 3589);
            case 4 -> length == 13 || length == 16 || length == LONGEST;
            case 5 -> length == 16 && between(two, 51, 55) || isMaestro(four);
            case 6 ->
                length >= 16 && (two == 62 || two == 65 || four == 6011 || between(four, 6440, 6499))
                        || isMaestro(four);
            default -> false;
        };
    }

    private static boolean isMaestro(int four) {
        return switch (four) {
            case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
            default -> false;
        };
    }

    private static boolean between(int value, int low, int high) {
        return value >= low && value <= high;
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
