package dev.sealwatch.ingest;

import java.util.Locale;
import java.util.Set;

/** Where the value that follows a secret's name ends. Every character is looked at a bounded number of times. */
final class SecretValue {

    private static final int LONGEST_WORD = 16;

    /** How far a quoted value is followed over ends of lines. */
    private static final int MULTI_LINE = 1_024;

    /** After a colon these say something about a secret and are none: "token: expired", "cookie: none". */
    private static final Set<String> PROSE = Set.of("""
            a absent accepted access account added an and any are at attempt attempts auth authentication bad
            been by can't cannot changed chauthtok check checks correct could couldn't created decode decoding
            deleted denied did disabled does empty enabled error expected expired failed failure false field
            for forbidden found from generated granted has header http in incorrect invalid is issue issued it
            jwt length login malformed mismatch missing must n/a new nil no none not nothing null ok old on or
            parameter parse parsing password permission policy present problem provided refresh rejected
            removed replay request required reset response reuse reused revocation revoked rotated rotation
            session set signature strength success supplied the this to token too true unable unauthorized
            undefined unexpected unknown unset updated used user valid validation value verification was weak
            wrong yes you your
            """.split("\\s+"));

    private SecretValue() {}

    /** @param prose whether the name may as well belong to a sentence */
    static Hit at(String text, int from, String kind, boolean prose) {
        char first = Letters.at(text, from);
        int quote = from;
        while (Letters.at(text, quote) == '\\') {
            quote++;
        }
        if (Letters.isQuote(Letters.at(text, quote))) {
            int end = closingQuote(text, quote, quote - from);
            return hit(text, quote + 1, end, kind);
        }
        if (first == '{' || first == '[') {
            return hit(text, from, closingBracket(text, from), kind);
        }
        int end = isCredentials(kind) ? BareValue.endOfHeader(text, from) : BareValue.end(text, from);
        return prose && PROSE.contains(word(text, from, end)) ? Hit.NONE : hit(text, from, end, kind);
    }

    /** Punctuation alone is no secret: {@code unexpected token: '}'}, {@code password: ***}. */
    private static Hit hit(String text, int from, int to, String kind) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return Hit.of(from, to, kind);
            }
        }
        return Hit.NONE;
    }

    private static boolean isCredentials(String kind) {
        return kind.equals("authorization") || kind.startsWith("cookie");
    }

    /** The quote closed by as many backslashes as opened it; without one in reach, the line is all value. */
    private static int closingQuote(String text, int open, int backslashes) {
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

    private static int closingBracket(String text, int open) {
        int depth = 0;
        int i = open;
        do {
            char c = text.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            i++;
        } while (depth > 0 && i < text.length() && text.charAt(i) != '\n');
        return i;
    }

    private static String word(String text, int from, int end) {
        return end - from > LONGEST_WORD ? "" : text.substring(from, end).toLowerCase(Locale.ROOT);
    }
}
