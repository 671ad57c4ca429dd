package dev.sealwatch.ingest;

/** Where a secret without quotes ends: at white space, or at punctuation that the text goes on after. */
final class BareValue {

    private static final int LONGEST_KEY = 64;

    private BareValue() {}

    /** A scheme and its credentials, or pairs joined by {@code ;} or {@code ,}. */
    static int endOfHeader(String text, int from) {
        int end = end(text, from);
        if (AuthScheme.isDigest(text, from, end)) {
            return Letters.endOfLine(text, end);
        }
        boolean more = AuthScheme.isNamed(text, from, end);
        while (more || Letters.at(text, end) == ';' || Letters.at(text, end) == ',') {
            int next = Letters.skipBlanks(text, more ? end : end + 1);
            int until = end(text, next);
            if (until == next) {
                return end;
            }
            more = false;
            end = until;
        }
        return end;
    }

    static int end(String text, int from) {
        int i = from;
        while (i < text.length() && !endsBare(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean endsBare(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case ' ', '\t', '\n', '\r', '&', '<' -> true;
            case ',', ';' -> endsWord(Letters.at(text, at + 1)) || startsPair(text, at + 1);
            case '"', '\'', '`', ')', ']', '}', '>', '.' -> endsWord(Letters.at(text, at + 1));
            default -> false;
        };
    }

    private static boolean endsWord(char next) {
        return next == 0 || Letters.isSpace(next) || ",;:.)]}>\"'`<".indexOf(next) >= 0;
    }

    private static boolean startsPair(String text, int from) {
        int i = from;
        while (i - from < LONGEST_KEY && Letters.isBase64Url(Letters.at(text, i))) {
            i++;
        }
        char c = Letters.at(text, i);
        return i > from && (c == '=' || c == ':');
    }
}
