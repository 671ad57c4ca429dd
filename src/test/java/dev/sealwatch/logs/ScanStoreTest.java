package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScanStoreTest {

    @Inject
    ScanStore scans;

    @Test
    void refusesAQuestionThatTakesTooLong() {
        assertThatThrownBy(() -> ask("select pg_sleep(20)::text", Duration.ofMillis(200)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(422))
                .hasMessageContaining("start_date");
    }

    @Test
    void leavesNoLimitBehindOnTheConnection() {
        ask("select 'limited'", Duration.ofMillis(200));

        assertThat(ask("select current_setting('statement_timeout')", Duration.ofSeconds(7)))
                .containsExactly("7s");
        assertThat(ask("select reset_val from pg_settings where name = 'plan_cache_mode'", Duration.ofSeconds(7)))
                .containsExactly("auto");
    }

    private List<String> ask(String sql, Duration limit) {
        return scans.ask(sql, Tuple.tuple(), limit, row -> row.getString(0))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
