package dev.sealwatch.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Entries that arrive at a steady pace, 1 000 a second in requests of 100. */
final class Arrivals implements AutoCloseable {

    private static final int ENTRIES_A_REQUEST = 100;
    private static final long EVERY_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Api api;
    private final String token;
    private final Entries entries;

    Arrivals(Api api, String token, History history) {
        this.api = api;
        this.token = token;
        this.entries = new Entries(false, history.users(), history.addresses());
        clock.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        StringBuilder body = new StringBuilder("[");
        String now = Instant.now().toString();
        for (int i = 0; i < ENTRIES_A_REQUEST; i++) {
            body.append(i == 0 ? "" : ",").append(entries.next().replace(Entries.NO_TIME, now));
        }
        try {
            api.send(token, body.append(']').toString());
            sent.addAndGet(ENTRIES_A_REQUEST);
        } catch (IOException | IllegalStateException broken) {
            failure.compareAndSet(null, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Entries so far; fails where one sending failed. */
    long sent() throws Exception {
        if (failure.get() != null) {
            throw failure.get();
        }
        return sent.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
