package dev.sealwatch.ingest;

import java.util.List;
import java.util.function.Consumer;

/**
 * Blots secrets out of text, in one pass whose time grows with the length of the text and nothing else: no regular
 * expression, no backtracking.
 */
final class Redactor {

    private final Assignments assignments;
    private final Consumer<String> redacted;

    /** @param redacted told the kind of every secret that is blotted out */
    Redactor(List<String> secretNames, Consumer<String> redacted) {
        this.assignments = new Assignments(secretNames);
        this.redacted = redacted;
    }

    /** The same instance when there is nothing to hide. */
    String redact(String text) {
        Hit hit = next(text, 0);
        if (hit == Hit.NONE) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        while (hit != Hit.NONE) {
            out.append(text, copied, hit.from()).append(mark(hit.kind())).append(hit.kept());
            copied = hit.to();
            hit = next(text, copied);
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** The kind of secret that a key's value is, or null. */
    String kindOfKey(String key) {
        return assignments.kindOfKey(key);
    }

    /** What stands in the place of a secret; counts it. */
    String mark(String kind) {
        redacted.accept(kind);
        return "[REDACTED:" + kind + "]";
    }

    private Hit next(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            // Nothing that begins a secret is a plain lower case letter but b and e: the rest is passed over at once.
            if (c > 'e' || c == ' ') {
                continue;
            }
            Hit hit = at(text, i, c);
            if (hit != Hit.NONE) {
                return hit;
            }
        }
        return Hit.NONE;
    }

    private Hit at(String text, int at, char c) {
        return switch (c) {
            case '=' -> assignments.at(text, at);
            case ':' -> Letters.at(text, at + 1) == '/' ? url(text, at) : assignments.at(text, at);
            case 'B', 'b' -> AuthScheme.at(text, at);
            case 'e' -> KnownSecrets.jwt(text, at);
            case 'A' -> KnownSecrets.awsAccessKey(text, at);
            case '-' -> KnownSecrets.pem(text, at);
            case '2', '3', '4', '5', '6' -> CardNumbers.at(text, at);
            default -> Hit.NONE;
        };
    }

    /** {@code token://} is a scheme, {@code password:/x} is an assignment. */
    private Hit url(String text, int colon) {
        return Letters.at(text, colon + 2) == '/' ? UrlCredentials.at(text, colon) : assignments.at(text, colon);
    }
}
