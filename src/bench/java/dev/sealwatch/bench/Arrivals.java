package dev.sealwatch.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Entries that arrive at a steady pace, 1 000 a second in requests of 100.
 *
 * <p>20 attackers of each kind are at work at any time, five where it is a scan, and each is relieved after ten minutes. So
 * their episodes grow in every cycle, by some seven entries a minute, a scan's by 30. Access by night comes late, from a
 * machine that was offline until now.
 */
final class Arrivals implements AutoCloseable {

    private static final int ENTRIES_A_REQUEST = 100;
    private static final long EVERY_MILLIS = 100;
    private static final int ENTRIES_AN_ATTACK = Traffic.MIXED / Traffic.ATTACKING;
    private static final int AT_ONCE = 20;
    private static final int SCANS_AT_ONCE = 5;
    private static final long ENTRIES_UNTIL_RELIEF = 600_000;
    /** Behind those of the history. */
    private static final int FIRST_ATTACKER = 100_000;

    private static final String JSON = """
            {"timestamp":"%s","source":"%s","level":"%s","category":"%s","message":"%s","metadata":{"node":"n1","port":443}\
            %s%s}""";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Instant start = Instant.now();
    private final Api api;
    private final String token;
    private final Traffic traffic;
    private final Night night;

    Arrivals(Api api, String token, History history) {
        this.api = api;
        this.token = token;
        this.traffic = new Traffic(history.rows(), Settings.SEED);
        this.night = history.night();
        clock.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        StringBuilder body = new StringBuilder("[");
        long first = sent.get();
        Instant now = Instant.now();
        for (long i = first; i < first + ENTRIES_A_REQUEST; i++) {
            body.append(i == first ? "" : ",").append(i % ENTRIES_AN_ATTACK == 0 ? attack(i, now) : ordinary(now));
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

    private String ordinary(Instant now) {
        return json(traffic.ordinary(false), now);
    }

    private String attack(long number, Instant now) {
        Traffic.Attack[] kinds = Traffic.Attack.values();
        long turn = number / ENTRIES_AN_ATTACK;
        Traffic.Attack kind = kinds[(int) (turn % kinds.length)];
        long atOnce = kind == Traffic.Attack.SCAN ? SCANS_AT_ONCE : AT_ONCE;
        long place = turn / kinds.length % atOnce;
        // Not all of them are relieved at once.
        long relieved = (number + place * ENTRIES_UNTIL_RELIEF / atOnce) / ENTRIES_UNTIL_RELIEF;
        int attacker = (int) (FIRST_ATTACKER + place + relieved * atOnce);
        return json(
                traffic.attack(kind, attacker),
                kind == Traffic.Attack.NIGHT ? night.late(Duration.between(start, now)) : now);
    }

    private static String json(Traffic.Entry entry, Instant time) {
        return JSON.formatted(
                time,
                entry.source(),
                entry.level(),
                entry.category(),
                entry.message(),
                entry.user() == null ? "" : ",\"user_id\":\"" + entry.user() + '"',
                entry.address() == null
                        ? ""
                        : ",\"ip_address\":\"" + entry.address().text() + "\",\"user_agent\":\"" + Traffic.AGENT + '"');
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
