package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SourcesTest {

    @Inject
    Sources sources;

    @Inject
    SourceStore store;

    @Inject
    Pool pool;

    @Test
    void knowsTheDefaults() {
        assertThat(sources.find("authentication")).contains(new Source("authentication", Priority.CRITICAL, 365));
        assertThat(sources.find("access")).contains(new Source("access", Priority.LOW, 30));
        assertThat(sources.find("nowhere")).isEmpty();
    }

    @Test
    void learnsWhatWasKeptElsewhere() {
        store.keep(pool, new Source("learned", Priority.LOW, 7)).await().indefinitely();

        sources.refresh().await().indefinitely();

        assertThat(sources.find("learned")).contains(new Source("learned", Priority.LOW, 7));
    }
}
