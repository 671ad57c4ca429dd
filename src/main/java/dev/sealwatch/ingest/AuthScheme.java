package dev.sealwatch.ingest;

import java.util.Locale;
import java.util.Set;

/** Credentials of HTTP authentication (RFC 9110, section 11): {@code Bearer …} and {@code Basic …}. */
final class AuthScheme {

    private static final int SHORTEST = 8;
    private static final int LONG_FOR_A_WORD = 20;
    private static final int LONGEST_NAME = 32;
    private static final String DIGEST = "digest";

    /** In an Authorization header, the credentials follow any of these. */
    private static final Set<String> NAMES = Set.of(
            "bearer",
            "basic",
            "digest",
            "token",
            "negotiate",
            "ntlm",
            "apikey",
            "splunk",
            "dpop",
            "hawk",
            "aws4-hmac-sha256");

    private AuthScheme() {}

    static boolean isNamed(String text, int from, int end) {
        return end - from <= LONGEST_NAME
                && NAMES.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
    }

    /**
     * Where the value of an Authorization header ends: behind the scheme and its credentials, of a scheme that nobody
     * knows too.
     *
     * @param header whether a colon announces it; behind an equals sign the next pair may be another field
     */
    static int endOfCredentials(String text, int from, boolean header) {
        int scheme = BareValue.end(text, from);
        int next = Letters.skipBlanks(text, scheme);
        boolean follow = isNamed(text, from, scheme)
                || isToken(text, from, scheme) && (header || !BareValue.startsPair(text, next));
        if (next == scheme || !follow) {
            return BareValue.endOfList(text, from);
        }
        if (isDigest(text, from, scheme) || BareValue.startsQuotedPair(text, next)) {
            return Letters.endOfLine(text, next);
        }
        int end = BareValue.endOfList(text, next);
        return end == next ? scheme : end;
    }

    /** What may name a scheme (RFC 9110, section 5.6.2, less the signs that none has). */
    private static boolean isToken(String text, int from, int end) {
        int i = from;
        while (i < end && (Letters.isBase64Url(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i == end && end - from <= LONGEST_NAME;
    }

    /** Its parameters are a list, some of them in quotes. */
    private static boolean isDigest(String text, int from, int end) {
        return end - from == DIGEST.length() && text.regionMatches(true, from, DIGEST, 0, DIGEST.length());
    }

    /** Looks at the {@code b} at this index. The scheme's name stays, "Basic authentication required" too. */
    static Hit at(String text, int at) {
        String kind = named(text, at, "bearer") ? "bearer" : named(text, at, "basic") ? "basic" : "";
        if (kind.isEmpty() || Character.isLetterOrDigit(Letters.at(text, at - 1))) {
            return Hit.NONE;
        }
        int from = Letters.skipBlanks(text, at + kind.length());
        int to = from;
        while (Letters.isToken68(Letters.at(text, to))) {
            to++;
        }
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        return isSecret(text, from, to) ? Hit.of(from, to, kind) : Hit.NONE;
    }

    private static boolean named(String text, int at, String name) {
        return text.regionMatches(true, at, name, 0, name.length())
                && Letters.isBlank(Letters.at(text, at + name.length()));
    }

    /** Words are lower case; credentials hold digits, capitals inside or signs, or are longer than a word. */
    private static boolean isSecret(String text, int from, int to) {
        int lower = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            lower += Letters.isLower(c) ? 1 : 0;
            if (i > from && !Letters.isLower(c) && c != '-') {
                return to - from >= SHORTEST;
            }
        }
        return lower > LONG_FOR_A_WORD && lower == to - from;
    }
}
