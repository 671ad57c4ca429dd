package dev.sealwatch.integrity;

import dev.sealwatch.platform.DataDirectory;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether there are secrets, fit to sign and to verify. */
@Singleton
class SecretCheck implements Refusal.OfStart {

    private final IntegrityConfig config;
    private final DataDirectory files;

    SecretCheck(IntegrityConfig config, DataDirectory files) {
        this.config = config;
        this.files = files;
    }

    @Override
    public Uni<List<String>> refusals() {
        List<String> refusals = Refusal.OfStart.ofAttempts(
                () -> Keyring.signing(config, files),
                () -> Keyring.verifyOnly(config).toList());
        return Uni.createFrom().item(refusals);
    }
}
