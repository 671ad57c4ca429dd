package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TestClockTest {

    @Inject
    TestClock clock;

    @Test
    void showsThePresentAgainAfterTheTestsOfAClass() {
        clock.set(Instant.parse("2099-01-01T00:00:00Z"));

        ServiceLoader.load(QuarkusTestAfterAllCallback.class).forEach(callback -> callback.afterAll(null));

        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
}
