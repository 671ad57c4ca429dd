package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String SETTING = "LOG_SIGNATURE_SECRET";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    kX9#mQ2vLp7wRt4zBn6cYd1          | bytes; at least 32
                    ` 8f3b1c9e7d2a40568f3b1c9e7d2a4057` | white space
                    `8f3b1c9e7d2a40568f3b1c9e7d2a4057\t` | white space
                    8f3b1c9e7d2a4056,f3b1c9e7d2a4057b | comma
                    000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f | documentation
                    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | repeats itself
                    changemechangemechangemechangeme | placeholder
                    CHANGE-ME-to-32-random-bytes-0123 | placeholder
                    0123456789abcdef0123456789abcdef | repeats itself
                    s3cr3t!ps3cr3t!ps3cr3t!ps3cr3t!p | repeats itself
                    """)
    void refusesAWeakSecretWithoutNamingIt(String secret, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Secrets.checked(SETTING, secret))
                .withMessageStartingWith(SETTING)
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(secret.strip()));
    }

    @Test
    void refusesALoneSurrogate() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Secrets.checked(SETTING, "\ud800" + "8f3b1c9e7d2a40568f3b1c9e7d2a4057"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7d8f0c2b9e5a4d1386f7b0c9a2e4d5f17d8f0c2b9e5a4d1386f7b0c9a2e4d5f0",
                "correct horse battery staple and then some",
                "ключ-для-подписи-журналов"
            })
    void takesAnythingElse(String secret) {
        assertThat(Secrets.checked(SETTING, secret)).isEqualTo(secret);
    }
}
