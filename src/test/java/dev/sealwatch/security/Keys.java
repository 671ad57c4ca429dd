package dev.sealwatch.security;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;

/** Key pairs of every kind, made for one test. */
final class Keys {

    private Keys() {}

    /** @param kind RSA, P-256, P-384, Ed25519, Ed448 or DSA */
    static KeyPair of(String kind) {
        try {
            if (kind.startsWith("P-")) {
                KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
                curve.initialize(new java.security.spec.ECGenParameterSpec("secp" + kind.substring(2) + "r1"));
                return curve.generateKeyPair();
            }
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalArgumentException(kind, missing);
        }
    }

    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
