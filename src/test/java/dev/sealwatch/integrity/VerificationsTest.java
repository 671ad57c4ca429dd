package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerificationsTest {

    private static final Instant DAY = Instant.parse("2033-04-04T00:00:00Z");
    private static final Selection SELECTION =
            new Selection(SignedLog.utc(DAY.minusSeconds(1)), SignedLog.utc(DAY.plusSeconds(1)), null, null);

    @Inject
    Verifier verifier;

    @Inject
    VerificationStore store;

    @Inject
    ObjectMapper json;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    private Verifications verifications;

    @BeforeEach
    void oneAtOnceThatAnswersAtOnce() {
        verifications = new Verifications(verifier, store, json, new Impatient(), clock);
    }

    @Test
    void goesOnAfterItsCallerStoppedWaiting() {
        Verifications.Answer answer =
                verifications.verify(SELECTION, "user:ann").await().indefinitely();

        assertThat(answer.verdict()).isEmpty();
        assertThat(ended(answer.id()).state()).isEqualTo(VerificationRun.State.DONE);
    }

    @Test
    void answersNobodyBeforeItCanBeFound() {
        AtomicReference<Verifications.Answer> answer = new AtomicReference<>();

        pool.withTransaction(connection -> connection
                        .query("lock table verifications in exclusive mode")
                        .execute()
                        .invoke(() -> verifications
                                .verify(SELECTION, "user:ann")
                                .subscribe()
                                .with(answer::set))
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(300))
                        .invoke(() -> assertThat(answer).hasNullValue()))
                .await()
                .indefinitely();

        await(() -> answer.get() != null);
        assertThat(ended(answer.get().id()).state()).isEqualTo(VerificationRun.State.DONE);
    }

    @Test
    void refusesMoreThanSoManyAtOnce() {
        UUID first = verifications
                .verify(SELECTION, "user:ann")
                .await()
                .indefinitely()
                .id();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        verifications
                                .verify(Selection.EVERYTHING, "user:ann")
                                .subscribe()
                                .with(answer -> {});
                    }
                })
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("running here already");
        assertThat(ended(first).state()).isEqualTo(VerificationRun.State.DONE);
    }

    private static void await(BooleanSupplier condition) {
        Uni.createFrom()
                .item(condition::getAsBoolean)
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .until(met -> met)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private VerificationRun ended(UUID id) {
        return verifications
                .find(id)
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .until(run -> run.state() == VerificationRun.State.DONE)
                .collect()
                .last()
                .chain(() -> verifications.find(id))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private record Impatient() implements IntegrityConfig, IntegrityConfig.VerificationConfig {

        @Override
        public Optional<String> secret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> secretsVerifyOnly() {
            return Optional.empty();
        }

        @Override
        public VerificationConfig verification() {
            return this;
        }

        @Override
        public Duration answerWithin() {
            return Duration.ofMillis(1);
        }

        @Override
        public int chunk() {
            return 10;
        }

        @Override
        public int listed() {
            return 10;
        }

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public Duration interruptedAfter() {
            return Duration.ofMinutes(1);
        }
    }
}
