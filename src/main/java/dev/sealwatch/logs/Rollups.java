package dev.sealwatch.logs;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the counts by hour up to date, a stage of its own behind ingest: the writer would wait for hot rows. */
@ApplicationScoped
class Rollups {

    private final RollupStore store;
    private final BatchReaderStore readers;
    private final LogsConfig config;

    Rollups(RollupStore store, BatchReaderStore readers, LogsConfig config) {
        this.store = store;
        this.readers = readers;
        this.config = config;
    }

    /** Safe on every replica: one counts, the others find it busy. */
    @Scheduled(every = "${sealwatch.logs.statistics-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return readers.register(List.of(RollupStore.READER)).chain(this::catchUp);
    }

    private Uni<Void> catchUp() {
        return Multi.createBy()
                .repeating()
                .uni(() -> store.add(config.statisticsChunk()))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
