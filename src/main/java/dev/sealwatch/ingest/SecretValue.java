package dev.sealwatch.ingest;

import java.util.Locale;
import java.util.Set;

/** Where the value that follows a secret's name ends. Every character is looked at a bounded number of times. */
final class SecretValue {

    private static final int LONGEST_WORD = 16;

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
            int end = EnclosedValue.closingQuote(text, quote, quote - from);
            return hit(text, quote + 1, end, kind);
        }
        if (first == '{' || first == '[') {
            return hit(text, from, EnclosedValue.endOfBracket(text, from), kind);
        }
        int block = BlockValue.from(text, from);
        if (block >= 0) {
            return hit(text, block, BlockValue.end(text, block), kind);
        }
        int end = endOfBare(text, from, kind, prose);
        return prose && isProse(text, from, end) ? Hit.NONE : hit(text, from, end, kind);
    }

    private static int endOfBare(String text, int from, String kind, boolean prose) {
        if (kind.startsWith("cookie")) {
            return BareValue.endOfList(text, from);
        }
        int word = BareValue.end(text, from);
        boolean sentence = prose && isProse(text, from, word) && !AuthScheme.isNamed(text, from, word);
        return kind.equals("authorization") && !sentence ? AuthScheme.endOfCredentials(text, from, prose) : word;
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

    private static boolean isProse(String text, int from, int end) {
        return end - from <= LONGEST_WORD
                && PROSE.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
    }
}
