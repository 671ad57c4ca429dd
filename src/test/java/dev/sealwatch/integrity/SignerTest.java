package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.platform.PostgresServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignerTest {

    private static final HmacKey KEY = HmacKey.of(PostgresServer.SIGNATURE_SECRET);

    @Inject
    Signer signer;

    @Inject
    SignatureKeyStore numbers;

    @Test
    void signsWithTheConfiguredSecret() {
        LogBatch.Signed signed = signer.sign(Entries.plain().of("user:ann"));

        byte[] bytes = EntryBytes.of(signed.entry());
        assertThat(signed.signature()).isEqualTo(KEY.sign(bytes));
        assertThat(signed.leafCommit()).isEqualTo(Leaf.commit(bytes, signed.signature(), KEY.kid()));
        assertThat(signer.mac("boot/0", 7, Entries.RECEIVED, List.of(signed)))
                .isEqualTo(KEY.mac("boot/0", 7, Entries.RECEIVED, List.of(signed.leafCommit())));
    }

    @Test
    void findsItsKeyUnderItsNumber() {
        assertThat(numbers.all().await().indefinitely()).containsEntry(signer.keyNo(), KEY.kid());
    }

    @Test
    void spendsNoNumberOnAKeyThatIsKnown() {
        String coming =
                HmacKey.of("a secret that comes after the next rotation").kid();

        numbers.register(List.of(KEY.kid())).await().indefinitely();
        numbers.register(List.of(KEY.kid(), coming)).await().indefinitely();

        var all = numbers.all().await().indefinitely();
        assertThat(all.keySet()).hasSize(all.size()).allMatch(number -> number <= all.size());
        assertThat(all).containsValue(coming);
    }
}
