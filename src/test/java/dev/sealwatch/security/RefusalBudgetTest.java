package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {

    private final TestClock clock = new TestClock();
    private final RefusalBudget budget = new RefusalBudget(
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(SecurityConfig.class)
                    .build()
                    .getConfigMapping(SecurityConfig.class)
                    .limits(),
            clock);

    @Test
    void tellsSixtyOfOneAddressInAMinute() {
        assertThat(told("192.0.2.1", 100)).isEqualTo(60);
        assertThat(told("192.0.2.2", 100)).isEqualTo(60);
    }

    @Test
    void tellsSixHundredOfAllInAMinute() {
        long told = IntStream.range(0, 1_000)
                .filter(i -> budget.allows("192.0.2." + i % 200))
                .count();

        assertThat(told).isEqualTo(600);
    }

    @Test
    void countsTheRestAndBeginsAnewWithTheMinute() {
        budget.endOfMinute();
        told("192.0.2.1", 100);
        assertThat(budget.endOfMinute()).isZero();

        clock.advance(Duration.ofMinutes(1));

        assertThat(budget.endOfMinute()).isEqualTo(40);
        assertThat(budget.endOfMinute()).isZero();
        assertThat(told("192.0.2.1", 1)).isEqualTo(1);
    }

    private long told(String address, int refusals) {
        return IntStream.range(0, refusals).filter(i -> budget.allows(address)).count();
    }
}
