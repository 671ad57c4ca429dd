package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScannedEntriesTest {

    private static final String OF_ALL_TIMES = """
            explain select * from scanned_entries('actor', '{1}', '{now}', '{user:a}', '{now}', '{now}', '2001-01-01Z')
            """;

    private static final String OF_A_TIME_TO_COME = """
            explain select * from scanned_entries('actor', '{1}', '{now}', '{user:a}', '{now}', '{now}', '2901-01-01Z')
            """;

    @Inject
    Pool pool;

    @Test
    void plansForNoPartitionThatEndedBefore() {
        pool.query("call make_log_partition(90, '2026-03-03Z')")
                .execute()
                .await()
                .indefinitely();

        assertThat(plan(OF_ALL_TIMES)).contains("aggregated_logs_r00090_20260302");
        assertThat(plan(OF_A_TIME_TO_COME)).doesNotContain("aggregated_logs_r00090_20260302");
    }

    private String plan(String question) {
        return pool.query(question).execute().await().indefinitely().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }
}
