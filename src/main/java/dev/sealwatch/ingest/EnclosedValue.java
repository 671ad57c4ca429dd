package dev.sealwatch.ingest;

/** Where a value in quotes or brackets ends. Without an end in reach, the line is all value. */
final class EnclosedValue {

    /** How far a value is followed over ends of lines: bounds the work for one that never ends. */
    private static final int MULTI_LINE = 1_024;

    private EnclosedValue() {}

    /** The quote with as many backslashes before it as opened it. */
    static int closingQuote(String text, int open, int backslashes) {
        char quote = text.charAt(open);
        int line = text.length();
        int run = 0;
        for (int i = open + 1; i < Math.max(line, Math.min(text.length(), open + MULTI_LINE)); i++) {
            char c = text.charAt(i);
            if (c == quote && (backslashes == 0 ? run % 2 == 0 : run <= backslashes)) {
                return i - run * Math.min(backslashes, 1);
            }
            run = c == '\\' ? run + 1 : 0;
            line = c == '\n' ? Math.min(line, i) : line;
        }
        return line;
    }

    /** Past the bracket that closes this one; those inside quotes do not count. */
    static int endOfBracket(String text, int open) {
        int line = text.length();
        int depth = 0;
        int i = open;
        while (i < Math.max(line, Math.min(text.length(), open + MULTI_LINE))) {
            char c = text.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
            line = c == '\n' ? Math.min(line, i) : line;
            i = Letters.isQuote(c) && opensText(text, i) ? afterQuoted(text, i) : i + 1;
        }
        return line;
    }

    /** An apostrophe inside a word opens nothing. */
    private static boolean opensText(String text, int quote) {
        char before = Letters.at(text, quote - 1 - backslashesBefore(text, quote));
        return !Character.isLetterOrDigit(before);
    }

    private static int afterQuoted(String text, int open) {
        int i = closingQuote(text, open, backslashesBefore(text, open));
        while (Letters.at(text, i) == '\\') {
            i++;
        }
        return Letters.isQuote(Letters.at(text, i)) ? i + 1 : i;
    }

    private static int backslashesBefore(String text, int quote) {
        int i = quote;
        while (Letters.at(text, i - 1) == '\\') {
            i--;
        }
        return quote - i;
    }
}
