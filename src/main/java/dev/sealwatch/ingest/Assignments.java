package dev.sealwatch.ingest;

import java.util.List;

/**
 * Secrets that a name announces in free text: {@code password=…}, {@code "password": "…"}, {@code Cookie: …},
 * {@code ?access_token=…&}.
 */
final class Assignments {

    private static final int LONGEST_PATH = 64;

    private final SecretNames names;

    Assignments(List<String> names) {
        this.names = new SecretNames(names);
    }

    /** Null when values of this key are no secrets. */
    String kindOfKey(String key) {
        int end = key.length();
        while (end > 0 && !Letters.isAlnum(key.charAt(end - 1))) {
            end--;
        }
        SecretNames.Match match = names.endingAt(key, end);
        return match == SecretNames.Match.NONE ? null : match.name();
    }

    /** Looks at the {@code =} or {@code :} at this index, back for a name and ahead for a value. */
    Hit at(String text, int separator) {
        int end = endOfName(text, separator);
        SecretNames.Match match = names.endingAt(text, end);
        if (match == SecretNames.Match.NONE || isPath(text, match.from(), separator)) {
            return Hit.NONE;
        }
        int after = afterSeparator(text, separator);
        // Behind a key in quotes, the end of a line is white space between tokens; elsewhere it ends a sentence.
        int from = Letters.isQuote(Letters.at(text, end))
                ? Letters.skipSpace(text, after)
                : Letters.skipBlanks(text, after);
        boolean prose = text.charAt(separator) == ':';
        return SecretValue.at(text, from, match.name(), prose);
    }

    /** In {@code arn:aws:…:secret:name}, {@code Secret::new} and {@code /etc/passwd: …} the colon assigns nothing. */
    private static boolean isPath(String text, int name, int separator) {
        char before = Letters.at(text, name - 1);
        return text.charAt(separator) == ':'
                && (before == ':' || Letters.at(text, separator + 1) == ':' || before == '/' && isFile(text, name));
    }

    /** Whether the word that ends here begins as a file's name does: "user/password" does not. */
    private static boolean isFile(String text, int end) {
        int from = end;
        while (end - from < LONGEST_PATH && isOfPath(Letters.at(text, from - 1))) {
            from--;
        }
        char first = Letters.at(text, from);
        return first == '/' || first == '.' || first == '~';
    }

    private static boolean isOfPath(char c) {
        return Letters.isBase64Url(c) || c == '/' || c == '.' || c == '~';
    }

    /** Back over white space, then over what closes a quoted or indexed key. */
    private static int endOfName(String text, int separator) {
        int end = separator;
        while (Letters.isBlank(Letters.at(text, end - 1))) {
            end--;
        }
        char c = Letters.at(text, end - 1);
        while (Letters.isQuote(c) || c == ']' || c == '\\') {
            end--;
            c = Letters.at(text, end - 1);
        }
        return end;
    }

    /** Past {@code =>}, {@code ==} and {@code :=} too. */
    private static int afterSeparator(String text, int separator) {
        char next = Letters.at(text, separator + 1);
        return next == '=' || next == '>' ? separator + 2 : separator + 1;
    }
}
