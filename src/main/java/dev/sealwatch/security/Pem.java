package dev.sealwatch.security;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys as text: PKCS#8 and SubjectPublicKeyInfo in PEM (RFC 7468). */
final class Pem {

    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    static String of(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----";
    }

    /** @param setting named when the text is no key. */
    static PrivateKey privateKey(String pem, String setting) {
        byte[] der = der(pem, "PRIVATE KEY", setting);
        return first(setting, kind -> KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der)));
    }

    static PublicKey publicKey(String pem, String setting) {
        byte[] der = der(pem, "PUBLIC KEY", setting);
        return first(setting, kind -> KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der)));
    }

    /** In an environment variable the lines may have been joined, or their ends written as {@code \n}. */
    private static byte[] der(String pem, String label, String setting) {
        String text = pem.replace("\\n", "\n").strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalStateException(setting + " is not in PEM: it begins with \"" + begin + "\".");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException(setting + " is not in PEM: its body is not Base64.");
        }
    }

    private static <K> K first(String setting, Factory<K> factory) {
        for (String kind : KINDS) {
            try {
                return factory.make(kind);
            } catch (InvalidKeySpecException another) {
                continue;
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("This Java knows no " + kind + " keys", missing);
            }
        }
        throw new IllegalStateException(setting + " holds no RSA, EC or Ed25519 key.");
    }

    private interface Factory<K> {
        K make(String kind) throws GeneralSecurityException;
    }
}
