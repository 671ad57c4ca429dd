package dev.sealwatch.intel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is known to be bad. @param text as it is shown. @param key what it is compared by */
record Indicator(ThreatType type, String text, String key) {

    private static final Pattern USER = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,256}");

    /** Letters that unfold when they are normalised must not outgrow what an index takes. */
    private static final int MOST_KEY_CHARACTERS = 512;

    /** Labels of RFC 1123, two at least, the last with a letter first: neither a host of one's own nor an address. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?",
            Pattern.CASE_INSENSITIVE);

    /** Empty where it is none of the type. */
    static Optional<Indicator> of(ThreatType type, String sent) {
        String text = sent.strip();
        return switch (type) {
            case IP -> Network.parse(text).map(Network::text).map(normal -> new Indicator(type, normal, normal));
            case DOMAIN ->
                Optional.of(text)
                        .filter(DOMAIN.asMatchPredicate())
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .map(domain -> new Indicator(type, domain, domain));
            case USER ->
                Optional.of(text)
                        .filter(USER.asMatchPredicate())
                        .map(user -> new Indicator(type, user, userKey(user)))
                        .filter(Indicator::isKeptWhole);
        };
    }

    /** As users of entries are compared: trimmed, NFKC, letter case folded. */
    private static String userKey(String user) {
        String folded = Normalizer.normalize(user, Normalizer.Form.NFKC).strip();
        return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private boolean isKeptWhole() {
        return !key.isEmpty() && key.length() <= MOST_KEY_CHARACTERS;
    }
}
