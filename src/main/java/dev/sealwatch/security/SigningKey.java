package dev.sealwatch.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The own issuer's key, and the public key that follows from it. */
record SigningKey(PrivateKey key, VerificationKey verification) {

    private static final int EXTRA_BITS = 64;

    static SigningKey ofPem(String pem, String setting) {
        PrivateKey key = Pem.privateKey(pem, setting);
        try {
            PublicKey open = publicKeyOf(key);
            String kid = PublicJsonWebKey.Factory.newPublicJwk(open).calculateBase64urlEncodedThumbprint("SHA-256");
            return new SigningKey(key, new VerificationKey(kid, open));
        } catch (GeneralSecurityException | JoseException | IllegalArgumentException unusable) {
            throw new IllegalStateException(setting + " can't sign tokens: " + unusable.getMessage(), unusable);
        }
    }

    static String generate() {
        try {
            return Pem.of(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java knows no Ed25519 keys", missing);
        }
    }

    private static PublicKey publicKeyOf(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        }
        return pairOf(key).getPublic();
    }

    /** Java has no way from these private keys to the public ones but making the pair again out of the same randomness. */
    private static KeyPair pairOf(PrivateKey key) throws GeneralSecurityException {
        byte[] randomness = randomnessOf(key);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(key.getAlgorithm());
        generator.initialize(parametersOf(key), new Replay(randomness));
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(randomnessOf(pair.getPrivate()), randomness)) {
            throw new GeneralSecurityException("its public key can't be derived");
        }
        return pair;
    }

    private static AlgorithmParameterSpec parametersOf(PrivateKey key) {
        return key instanceof ECPrivateKey ec ? ec.getParams() : ((EdECPrivateKey) key).getParams();
    }

    /** Ed25519 takes its 32 bytes as they are; EC reads a number 64 bits longer than its order, the lowest byte first. */
    private static byte[] randomnessOf(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof EdECPrivateKey ed) {
            return ed.getBytes().orElseThrow();
        }
        if (key instanceof ECPrivateKey ec) {
            int bits = ec.getParams().getOrder().bitLength() + EXTRA_BITS;
            return littleEndian(ec.getS(), (bits + Byte.SIZE - 1) / Byte.SIZE);
        }
        throw new GeneralSecurityException("it is no RSA, EC P-256 or Ed25519 key");
    }

    private static byte[] littleEndian(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < number.bitLength(); i += Byte.SIZE) {
            bytes[i / Byte.SIZE] = number.shiftRight(i).byteValue();
        }
        return bytes;
    }

    private static final class Replay extends SecureRandom {

        private static final long serialVersionUID = 1;
        private final byte[] randomness;

        Replay(byte[] randomness) {
            this.randomness = randomness;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(randomness, 0, bytes, 0, Math.min(bytes.length, randomness.length));
        }
    }
}
