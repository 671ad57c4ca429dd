package dev.sealwatch.ingest.chaos;

import dev.sealwatch.processes.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All producers at work at once, until its end. */
final class Load {

    private static final Duration LAST_WORDS = Duration.ofSeconds(120);

    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean enough;

    Load(List<Producer> producers, List<ServiceProcess> services) {
        threads = Executors.newFixedThreadPool(producers.size());
        producers.forEach(producer -> running.add(threads.submit(() -> producer.sendUntil(() -> enough, services))));
    }

    /** Returns when every entry has had its answer. */
    void end() {
        enough = true;
        try {
            for (Future<?> producer : running) {
                producer.get(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A producer did not come to its end", e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } finally {
            threads.shutdownNow();
        }
    }
}
