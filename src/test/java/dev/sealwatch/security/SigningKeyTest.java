package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    @ParameterizedTest(name = "{0} signs {1}")
    @CsvSource({"RSA, RS256", "P-256, ES256", "Ed25519, EdDSA"})
    void findsThePublicKeyAndTheAlgorithm(String kind, String algorithm) {
        KeyPair pair = Keys.of(kind);

        SigningKey key = SigningKey.ofPem(Pem.of(pair.getPrivate()), "SETTING");

        assertThat(key.verification().key()).isEqualTo(pair.getPublic());
        assertThat(key.verification().algorithm()).isEqualTo(algorithm);
    }

    /** OpenSSL puts the public key inside, and an environment variable may spell the ends of lines out. */
    @Test
    void readsAKeyOfOpensslInOneLine() {
        String made =
                "-----BEGIN PRIVATE KEY-----\\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8ve0b/iSluV2QRds\\n"
                        + "9TEXMouJsl2r4+g1BQNvoxJ3XOChRANCAAS3doMl+F6MB+PKLje4M7NCFU6wGlPh\\n"
                        + "5Sf0TJcffF4g01n170MkJXqBMF9QxmSqtunNm8bLaqA5wH/fzxkUR+ZG\\n-----END PRIVATE KEY-----\\n";

        byte[] point = SigningKey.ofPem(made, "SETTING").verification().key().getEncoded();

        assertThat(HexFormat.of().formatHex(point))
                .endsWith(
                        "04b7768325f85e8c07e3ca2e37b833b342154eb01a53e1e527f44c971f7c5e20d359f5ef4324257a81305f50c664aab6e9cd9bc6cb6aa039c07fdfcf191447e646");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END RSA PRIVATE KEY-----"
            })
    void namesTheSettingOfABrokenKey(String pem) {
        assertThatThrownBy(() -> SigningKey.ofPem(pem, "THE_SETTING"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("THE_SETTING")
                .hasMessageNotContaining("MIGH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-384", "Ed448", "DSA"})
    void refusesOtherKinds(String kind) {
        String pem = Pem.of(Keys.of(kind).getPrivate());

        assertThatThrownBy(() -> SigningKey.ofPem(pem, "THE_SETTING"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("THE_SETTING");
    }
}
