package dev.sealwatch.ingest;

/** Where a secret without quotes ends: at white space, or at punctuation that the text goes on after. */
final class BareValue {

    private static final int LONGEST_KEY = 64;
    private static final int MOST_CLOSED = 4;
    private static final String CLOSING = ")]}>\"'`";

    private BareValue() {}

    /** Pairs or words joined by {@code ;} or {@code ,}. */
    static int endOfList(String text, int from) {
        int end = end(text, from);
        while (Letters.at(text, end) == ';' || Letters.at(text, end) == ',') {
            int next = Letters.skipBlanks(text, end + 1);
            int until = end(text, next);
            if (until == next) {
                return end;
            }
            end = until;
        }
        return end;
    }

    static int end(String text, int from) {
        int i = from;
        while (i < text.length() && !ends(text, i, i == from)) {
            i++;
        }
        return i;
    }

    /** Punctuation may as well belong to a password, so it ends one only where a sentence or a list goes on. */
    private static boolean ends(String text, int at, boolean first) {
        return switch (text.charAt(at)) {
            case ' ', '\t', '\n', '\r', '&', '<' -> true;
            case ',', ';' -> !first && separates(text, at + 1);
            case '"', '\'', '`', ')', ']', '}', '>', '.' -> !first && closes(text, at + 1);
            default -> false;
        };
    }

    private static boolean separates(String text, int next) {
        char c = Letters.at(text, next);
        return c == 0 || Letters.isSpace(c) || Letters.isQuote(c) || startsPair(text, next);
    }

    private static boolean closes(String text, int next) {
        int i = next;
        while (i - next < MOST_CLOSED && CLOSING.indexOf(Letters.at(text, i)) >= 0) {
            i++;
        }
        char c = Letters.at(text, i);
        char after = Letters.at(text, i + 1);
        boolean fullStop = c == '.' && (after == 0 || Letters.isSpace(after));
        return c == 0 || Letters.isSpace(c) || c == ',' || c == ';' || c == ':' || c == '<' || fullStop;
    }

    static boolean startsPair(String text, int from) {
        return separator(text, from) >= 0;
    }

    /** Whether {@code key="} is next. */
    static boolean startsQuotedPair(String text, int from) {
        int separator = separator(text, from);
        return separator >= 0 && Letters.isQuote(Letters.at(text, separator + 1));
    }

    /** The {@code =} or {@code :} behind the key that begins here, or -1 where none does. */
    private static int separator(String text, int from) {
        int i = from;
        while (i - from < LONGEST_KEY && Letters.isBase64Url(Letters.at(text, i))) {
            i++;
        }
        char c = Letters.at(text, i);
        return i > from && (c == '=' || c == ':') ? i : -1;
    }
}
