package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordsTest {

    private static final String PASSWORD = "a password of nobody's";

    @Inject
    Vertx vertx;

    @Test
    void countsWorkUntilItIsDoneAlthoughNobodyWaitsForItAnyMore() {
        Passwords slow = new Passwords(vertx, slowly());
        for (int i = 0; i < 2; i++) {
            slow.hash(PASSWORD).subscribe().with(hash -> {}).cancel();
        }

        assertThatThrownBy(() -> slow.hash(PASSWORD).await().atMost(Duration.ofSeconds(60)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    private static SecurityConfig slowly() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SecurityConfig.class)
                .withDefaultValue("sealwatch.security.bcrypt-cost", "13")
                .withDefaultValue("sealwatch.security.password-queue", "2")
                .build()
                .getConfigMapping(SecurityConfig.class);
    }
}
