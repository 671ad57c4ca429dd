package dev.sealwatch.security;

import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * A key that tokens are verified with. Its kind alone decides the algorithm; what a token says of itself does not.
 *
 * @param kid null for a key without a name, which any {@code kid} may mean
 */
record VerificationKey(String kid, PublicKey key) {

    private static final int P256_BITS = 256;

    VerificationKey {
        algorithmOf(key);
    }

    String algorithm() {
        return algorithmOf(key);
    }

    boolean fits(String kidOfToken, String algorithmOfToken) {
        boolean named = kid == null || kidOfToken == null || kid.equals(kidOfToken);
        return named && algorithm().equals(algorithmOfToken);
    }

    /** @throws IllegalArgumentException for a key of another kind. */
    static String algorithmOf(Key key) {
        if (key instanceof RSAPublicKey) {
            return AlgorithmIdentifiers.RSA_USING_SHA256;
        }
        if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == P256_BITS) {
            return AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
        }
        if (key instanceof EdECPublicKey ed && "Ed25519".equals(ed.getParams().getName())) {
            return AlgorithmIdentifiers.EDDSA;
        }
        throw new IllegalArgumentException("A key for tokens is RSA, EC P-256 or Ed25519, not " + key.getAlgorithm());
    }
}
