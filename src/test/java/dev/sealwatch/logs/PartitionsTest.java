package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PartitionsTest {

    private static final Instant WEDNESDAY = Instant.parse("2031-05-14T10:00:00Z");

    @Inject
    PartitionStore partitions;

    @Inject
    SourceStore sources;

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource(textBlock = """
            13,    2031-05-14T23:59:59.999999Z, aggregated_logs_r00013_20310514
            13,    2031-05-15T00:00:00Z,        aggregated_logs_r00013_20310515
            14,    2031-05-18T23:59:59.999999Z, aggregated_logs_r00014_20310512
            14,    2031-05-19T00:00:00Z,        aggregated_logs_r00014_20310519
            65535, 2031-05-14T10:00:00Z,        aggregated_logs_r65535_20310512
            """)
    void dropsShortRetentionsByDayAndOthersByWeek(int retention, Instant at, String name) {
        partitions.make(retention, at).await().indefinitely();

        assertThat(attached(name)).containsExactly(name);
    }

    @Test
    void twoMakersAtOnceMakeOne() {
        List<Uni<Void>> makers =
                Collections.nCopies(8, Uni.createFrom().deferred(() -> partitions.make(777, WEDNESDAY)));

        Uni.join().all(makers).andFailFast().await().atMost(Duration.ofSeconds(20));

        assertThat(attached("aggregated_logs_r00777%")).containsExactly("aggregated_logs_r00777_20310512");
    }

    @Test
    void makesAheadForEveryRetentionInUse() {
        sources.keep(pool, new Source("short_lived", Priority.LOW, 3)).await().indefinitely();

        partitions
                .makeBetween(WEDNESDAY.minus(Duration.ofDays(2)), WEDNESDAY.plus(Duration.ofDays(8)), WEDNESDAY)
                .await()
                .indefinitely();

        assertThat(attached("aggregated_logs_r00003_203105%")).hasSize(11);
        assertThat(attached("aggregated_logs_r00365_203105%"))
                .containsExactly("aggregated_logs_r00365_20310512", "aggregated_logs_r00365_20310519");
    }

    @Test
    void makesNothingThatHasExpiredAlready() {
        sources.keep(pool, new Source("shortest_lived", Priority.LOW, 1))
                .await()
                .indefinitely();

        partitions
                .makeBetween(WEDNESDAY.minus(Duration.ofDays(2)), WEDNESDAY, WEDNESDAY)
                .await()
                .indefinitely();

        assertThat(attached("aggregated_logs_r00001_203105%"))
                .containsExactly("aggregated_logs_r00001_20310513", "aggregated_logs_r00001_20310514");
    }

    private List<String> attached(String pattern) {
        return pool
                .preparedQuery("""
                        select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
                         where relname like $1 and relispartition and relkind = 'r' order by relname
                        """)
                .mapping(row -> row.getString(0))
                .execute(Tuple.of(pattern))
                .await()
                .indefinitely()
                .stream()
                .toList();
    }
}
