package dev.sealwatch.notify;

import dev.sealwatch.platform.DataDirectory;
import dev.sealwatch.platform.PlatformConfig;
import dev.sealwatch.platform.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps from whoever reads the database, or a copy of it, where webhooks go and what they are signed with. */
@ApplicationScoped
class SecretBox {

    static final String SETTING = "SEALWATCH_NOTIFY_SECRET";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Optional<SecretKeySpec> key;

    SecretBox(NotifyConfig config, PlatformConfig platform, DataDirectory directory) {
        this.key = config.secret()
                .or(() -> platform.embedded() ? Optional.of(kept(directory)) : Optional.empty())
                .map(SecretBox::key);
    }

    private String kept(DataDirectory directory) {
        return directory.secret("notify-secret", SETTING, () -> {
            byte[] fresh = new byte[SECRET_BYTES];
            random.nextBytes(fresh);
            return HexFormat.of().formatHex(fresh);
        });
    }

    /** The setting's only use may be this one, whatever else somebody signs with it. */
    private static SecretKeySpec key(String secret) {
        byte[] bytes = Signature.of(secret.getBytes(StandardCharsets.UTF_8), "sealwatch.notify channel v1");
        return new SecretKeySpec(bytes, "AES");
    }

    /** @param owner whose it is: nothing sealed for one channel opens in another */
    byte[] seal(UUID owner, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, owner, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws Refusal where another secret sealed it */
    String open(UUID owner, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, owner, rest), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, UUID owner, byte[] input) {
        SecretKeySpec held = key.orElseThrow(() -> Refusal.conflict(
                "no_notify_secret",
                SETTING + " is not set, and encrypts where webhooks go. Set it, the same on all replicas."));
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, held, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException another) {
            throw Refusal.conflict(
                    "other_notify_secret",
                    "The channel was saved under another " + SETTING + ". Save its URL and secret again.");
        }
    }
}
