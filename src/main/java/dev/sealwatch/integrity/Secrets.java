package dev.sealwatch.integrity;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which secrets are fit to sign. A refusal names the setting, never the secret. */
final class Secrets {

    private static final int MIN_BYTES = 32;
    private static final int MIN_DISTINCT = 8;

    /** SHA-256 of what the published test vectors print. */
    private static final Set<String> PRINTED = Set.of(
            "6c86c6aac5fb24bcf5d9939cb7d7d5645ce39418f449e03b262dd4fa14b4b92b",
            "8fec958437b27e6c73b93255e8b5341684c531cb98a907a3ebd367c4c304c008");

    /** What samples in documentation say where a secret belongs. */
    private static final List<String> PLACEHOLDERS =
            List.of("changeme", "change-me", "change_me", "replace", "placeholder", "your-", "your_", "example");

    private Secrets() {}

    /**
     * The secret, if it may sign.
     *
     * @throws IllegalStateException why not, in words for whoever configures the service
     */
    static String checked(String setting, String secret) {
        byte[] bytes = utf8(setting, secret);
        if (!secret.equals(secret.strip())) {
            throw refused(setting, "begins or ends with white space");
        }
        if (secret.indexOf(',') >= 0) {
            throw refused(setting, "holds a comma, which separates secrets");
        }
        if (bytes.length < MIN_BYTES) {
            throw refused(setting, "has " + bytes.length + " bytes; at least " + MIN_BYTES + " are needed");
        }
        if (PRINTED.contains(HexFormat.of().formatHex(Leaf.sha256(bytes)))) {
            throw refused(setting, "is printed in this project's documentation, so everybody knows it");
        }
        if (PLACEHOLDERS.stream().anyMatch(secret.toLowerCase(Locale.ROOT)::contains)) {
            throw refused(setting, "is a placeholder from a sample");
        }
        if (secret.chars().distinct().count() < MIN_DISTINCT || isRepetition(secret)) {
            throw refused(setting, "repeats itself too much to be random");
        }
        return secret;
    }

    private static byte[] utf8(String setting, String secret) {
        try {
            return Bytes.utf8(secret);
        } catch (IllegalArgumentException loneSurrogate) {
            throw refused(setting, "is not valid UTF-8");
        }
    }

    /** Whether it is a shorter text over and over, like changemechangeme… */
    private static boolean isRepetition(String secret) {
        for (int period = 1; period <= secret.length() / 2; period++) {
            if (secret.startsWith(secret.substring(period))) {
                return true;
            }
        }
        return false;
    }

    private static IllegalStateException refused(String setting, String why) {
        return new IllegalStateException(
                setting + " " + why + ". Make a new one, for example with: openssl rand -hex 32");
    }
}
