package dev.sealwatch.ingest;

/** Secrets that their own form gives away: JWTs, PEM private keys, AWS access key ids. */
final class KnownSecrets {

    private static final int SHORTEST_JWT_PART = 8;
    private static final int AWS_KEY = 20;
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final String PEM_DASHES = "-----";

    /** "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK": no label is longer. */
    private static final int PEM_LABEL = 40;

    private KnownSecrets() {}

    /** A JSON web token (RFC 7519), signed or encrypted: the header begins with {@code {"}, in base64url. */
    static Hit jwt(String text, int at) {
        if (!text.startsWith("eyJ", at) || Letters.isBase64Url(Letters.at(text, at - 1))) {
            return Hit.NONE;
        }
        int header = endOfPart(text, at);
        int payload = endOfPart(text, header + 1);
        if (Letters.at(text, header) != '.' || payload - header - 1 < SHORTEST_JWT_PART) {
            return Hit.NONE;
        }
        int end = payload;
        while (Letters.at(text, end) == '.') {
            end = endOfPart(text, end + 1);
        }
        return Hit.of(at, Letters.at(text, end - 1) == '.' ? end - 1 : end, "jwt");
    }

    private static int endOfPart(String text, int from) {
        int i = from;
        while (Letters.isBase64Url(Letters.at(text, i))) {
            i++;
        }
        return i;
    }

    /** A private key in PEM (RFC 7468), to its end or to the end of the text. */
    static Hit pem(String text, int at) {
        if (!text.startsWith(PEM_BEGIN, at)) {
            return Hit.NONE;
        }
        int label = at + PEM_BEGIN.length();
        String start = text.substring(label, Math.min(text.length(), label + PEM_LABEL));
        int dashes = start.indexOf(PEM_DASHES);
        int key = start.indexOf("PRIVATE KEY");
        if (key < 0 || dashes >= 0 && dashes < key) {
            return Hit.NONE;
        }
        int end = text.indexOf(PEM_END, label);
        int close = end < 0 ? -1 : text.indexOf(PEM_DASHES, end + PEM_END.length());
        return Hit.of(at, close < 0 ? text.length() : close + PEM_DASHES.length(), "private_key");
    }

    /** The four prefixes of access keys in AWS' unique identifiers; roles and users (AROA, AIDA) are no secrets. */
    static Hit awsAccessKey(String text, int at) {
        if (Letters.isAlnum(Letters.at(text, at - 1)) || !isAwsPrefix(text, at)) {
            return Hit.NONE;
        }
        int end = at;
        while (Letters.isUpper(Letters.at(text, end)) || Letters.isDigit(Letters.at(text, end))) {
            end++;
        }
        boolean key = end - at == AWS_KEY && !Letters.isAlnum(Letters.at(text, end));
        return key ? Hit.of(at, end, "aws_access_key") : Hit.NONE;
    }

    private static boolean isAwsPrefix(String text, int at) {
        return text.startsWith("AKIA", at)
                || text.startsWith("ASIA", at)
                || text.startsWith("ABIA", at)
                || text.startsWith("ACCA", at);
    }
}
