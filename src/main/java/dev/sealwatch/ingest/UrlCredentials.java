package dev.sealwatch.ingest;

/** User-info of URLs (RFC 3986, section 3.2.1): what stands between {@code ://} and {@code @}. */
final class UrlCredentials {

    /** How far a password is followed over characters that had to be escaped. */
    private static final int LONGEST = 256;

    private static final int LONGEST_PORT = 5;

    private UrlCredentials() {}

    /** Looks at the colon of {@code ://}. */
    static Hit at(String text, int colon) {
        if (!text.startsWith("://", colon) || !Letters.isAlnum(Letters.at(text, colon - 1))) {
            return Hit.NONE;
        }
        int from = colon + 3;
        int end = endOfAuthority(text, from);
        int at = lastAt(text, from, end);
        if (at < 0 && !isHosts(text, from, end)) {
            at = lastAt(text, from, endOfWord(text, end));
        }
        return at <= from ? Hit.NONE : Hit.of(from, at, "url_credentials");
    }

    private static int endOfAuthority(String text, int from) {
        int i = from;
        while (i < text.length() && "/?#\\".indexOf(text.charAt(i)) < 0 && !endsUrl(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** No port is made of anything but digits: where something else follows a colon, it begins a password. */
    private static boolean isHosts(String text, int from, int end) {
        boolean ofPort = false;
        int digits = 0;
        for (int i = from; i < end && text.charAt(from) != '['; i++) {
            char c = text.charAt(i);
            digits = ofPort && Letters.isDigit(c) ? digits + 1 : 0;
            if (c == ':' && i == from || digits > LONGEST_PORT || ofPort && c != ',' && digits == 0) {
                return false;
            }
            ofPort = c == ':' || ofPort && c != ',';
        }
        return true;
    }

    private static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST && !endsUrl(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean endsUrl(char c) {
        return Letters.isSpace(c) || c == '"' || c == '<' || c == '>';
    }

    private static int lastAt(String text, int from, int end) {
        int i = end - 1;
        while (i >= from && text.charAt(i) != '@') {
            i--;
        }
        return i < from ? -1 : i;
    }
}
