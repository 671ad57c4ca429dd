package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyringTest {

    private static final String OLD = "the secret of last year that is kept to verify";
    private static final String NEW = "the secret of this year with which we sign";

    @Test
    void signsWithTheNewSecretAndVerifiesWithBoth() {
        Keyring keys = keyring(NEW, OLD + ",one more secret that was used before that");

        assertThat(keys.signing().kid()).isEqualTo(HmacKey.of(NEW).kid());
        assertThat(keys.kids()).hasSize(3).contains(HmacKey.of(OLD).kid());
        assertThat(CheckedEntry.of(signedWith(OLD), numbers(keys).of(1)).isTrue())
                .isTrue();
    }

    @Test
    void knowsNothingOfASecretThatWasRemoved() {
        KeyInUse removed = numbers(keyring(NEW, null)).of(1);

        assertThat(removed.isKnown()).isFalse();
        assertThat(CheckedEntry.of(signedWith(OLD), removed).isTrue()).isTrue();
    }

    @Test
    void refusesAnUnfitSecretThatOnlyVerifies() {
        assertThatIllegalStateException()
                .isThrownBy(() -> keyring(NEW, "short"))
                .withMessageContaining("LOG_SIGNATURE_SECRETS_VERIFY_ONLY");
    }

    @Test
    void refusesAnEmptyPlaceInTheList() {
        assertThatIllegalStateException().isThrownBy(() -> keyring(NEW, OLD + ","));
    }

    /** Number 1 is the old key's, as it was registered at the time. */
    private static KeyNumbers numbers(Keyring keys) {
        return new KeyNumbers(Map.of(1, HmacKey.of(OLD).kid()), keys);
    }

    private static FoundRow signedWith(String secret) {
        HmacKey key = HmacKey.of(secret);
        var entry = Entries.plain().of("user:ann");
        byte[] bytes = EntryBytes.of(entry);
        byte[] signature = key.sign(bytes);
        byte[] commit = Leaf.commit(bytes, signature, key.kid());
        Place place = new Place(1, 0);
        var stored = new dev.sealwatch.logs.StoredEntry(
                entry,
                65_536,
                1,
                0,
                1,
                key.kid(),
                signature,
                commit,
                entry.ipKey(),
                entry.userKey(),
                entry.eventTime());
        return new FoundRow(place, place, 1, entry.logId(), commit, stored);
    }

    private static Keyring keyring(String secret, String verifyOnly) {
        return new Keyring(
                new IntegrityConfig() {
                    @Override
                    public Optional<String> secret() {
                        return Optional.of(secret);
                    }

                    @Override
                    public Optional<String> secretsVerifyOnly() {
                        return Optional.ofNullable(verifyOnly);
                    }

                    @Override
                    public VerificationConfig verification() {
                        throw new UnsupportedOperationException("No key asks for it");
                    }
                },
                null);
    }
}
