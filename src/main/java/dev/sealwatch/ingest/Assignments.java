package dev.sealwatch.ingest;

import java.util.List;

/**
 * Secrets that a name announces in free text: {@code password=…}, {@code "password": "…"}, {@code Cookie: …},
 * {@code ?access_token=…&}.
 */
final class Assignments {

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
        SecretNames.Match match = names.endingAt(text, endOfName(text, separator));
        if (match == SecretNames.Match.NONE || isPath(text, match.from(), separator)) {
            return Hit.NONE;
        }
        int from = Letters.skipBlanks(text, afterSeparator(text, separator));
        boolean prose = text.charAt(separator) == ':';
        return SecretValue.at(text, from, match.name(), prose);
    }

    /** In {@code arn:aws:secretsmanager:…:secret:name} and in {@code Secret::new} the colon assigns nothing. */
    private static boolean isPath(String text, int name, int separator) {
        return text.charAt(separator) == ':'
                && (Letters.at(text, name - 1) == ':' || Letters.at(text, separator + 1) == ':');
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
