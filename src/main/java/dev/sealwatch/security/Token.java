package dev.sealwatch.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What a token says of itself, besides its permissions. */
final class Token {

    private Token() {}

    /**
     * What it is revoked by: its {@code jti}, or the SHA-256 of what was signed where an external issuer gave it none.
     * The signature can be written in more than one way.
     */
    static String id(JsonWebToken token) {
        String raw = token.getRawToken();
        return token.getTokenID() == null ? sha256(raw.substring(0, raw.lastIndexOf('.'))) : token.getTokenID();
    }

    /** Own tokens carry their principal as subject; a subject of another issuer is only unique together with him. */
    static String principal(JsonWebToken token, boolean external) {
        return external ? token.getIssuer() + "#" + token.getSubject() : token.getSubject();
    }

    /** As people know the holder. */
    static String name(JsonWebToken token, boolean external) {
        String subject = token.getSubject();
        return external ? token.getName() : subject.substring(subject.indexOf(':') + 1);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
