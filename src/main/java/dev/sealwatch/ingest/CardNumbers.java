package dev.sealwatch.ingest;

/** Payment card numbers in a text, in the ways that people and programs write them. */
final class CardNumbers {

    private static final int KEPT = 4;

    /** Of numbers that are as long as a card's: 12 to 18. */
    private static final int EXPONENT_DIGITS = 2;

    private CardNumbers() {}

    /** Looks at the digit at this index. */
    static Hit at(String text, int at) {
        if (!mayBegin(text, at)) {
            return Hit.NONE;
        }
        return Letters.at(text, at + 1) == '.' ? scientific(text, at) : parted(text, at);
    }

    /** Single spaces or dashes may part the digits, but not of longer numbers. */
    private static Hit parted(String text, int at) {
        StringBuilder digits = new StringBuilder(IssuedCard.LONGEST);
        Hit longest = Hit.NONE;
        char parting = 0;
        int i = at;
        while (digits.length() <= IssuedCard.LONGEST && Letters.isDigit(Letters.at(text, i))) {
            i = take(text, i, digits);
            if (mayEnd(text, i) && IssuedCard.isOne(digits)) {
                longest = card(at, i, digits);
            }
            char next = Letters.at(text, i);
            boolean parts = parting == 0 ? next == ' ' || next == '-' : next == parting;
            parting = next;
            i += parts ? 1 : text.length();
        }
        return longest;
    }

    /** As a number is written that went through floating point: {@code 4.111111111111111E15}. */
    private static Hit scientific(String text, int at) {
        int e = at + 2;
        while (e - at <= IssuedCard.LONGEST && Letters.isDigit(Letters.at(text, e))) {
            e++;
        }
        int exponent = Letters.at(text, e + 1) == '+' ? e + 2 : e + 1;
        int end = exponent + EXPONENT_DIGITS;
        boolean shaped = Letters.lower(Letters.at(text, e)) == 'e'
                && Letters.isDigit(Letters.at(text, exponent))
                && Letters.isDigit(Letters.at(text, end - 1))
                && mayEnd(text, end);
        String digits = shaped ? NumberText.plain(text.substring(at, end)) : "";
        boolean whole = digits.indexOf('.') < 0;
        return whole && IssuedCard.isOne(digits) ? card(at, end, digits) : Hit.NONE;
    }

    private static Hit card(int from, int to, CharSequence digits) {
        return new Hit(
                from,
                to,
                "card",
                digits.subSequence(digits.length() - KEPT, digits.length()).toString());
    }

    private static int take(String text, int from, StringBuilder digits) {
        int i = from;
        while (Letters.isDigit(Letters.at(text, i)) && digits.length() <= IssuedCard.LONGEST) {
            digits.append(text.charAt(i));
            i++;
        }
        return i;
    }

    private static boolean mayBegin(String text, int at) {
        char before = Letters.at(text, at - 1);
        boolean joined = before == '-' || before == '.';
        return !Character.isLetterOrDigit(before)
                && before != '_'
                && !(joined && Letters.isDigit(Letters.at(text, at - 2)));
    }

    private static boolean mayEnd(String text, int end) {
        char after = Letters.at(text, end);
        boolean joined = after == '-' || after == '.';
        return !Character.isLetterOrDigit(after)
                && after != '_'
                && (!joined || !Letters.isDigit(Letters.at(text, end + 1)) || after == '.' && isZero(text, end + 1));
    }

    /** The fraction of a whole number that went through floating point. */
    private static boolean isZero(String text, int fraction) {
        int i = fraction;
        while (Letters.at(text, i) == '0') {
            i++;
        }
        boolean goesOn = Letters.at(text, i) == '.' && Letters.isDigit(Letters.at(text, i + 1));
        return !Character.isLetterOrDigit(Letters.at(text, i)) && !goesOn;
    }
}
