package dev.sealwatch.detection;

import dev.sealwatch.logs.LogEntry.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Attacks of all eight kinds while they happen, some for ever and some for a while, ordinary traffic between them, some
 * of it late, and streams of days gone by.
 */
final class Intruder {

    private static final Duration APART = Duration.ofHours(12);
    private static final int TICKS_OF_A_STREAM = 50;
    private static final int TICKS_OF_A_SHORT_ATTACK = 200;
    private static final int LATE_ONE_IN = 6;
    private static final int HELD_BACK = 60;

    private final int id;
    private final Random random;
    private final Instant start;
    private final List<Happening> held = new ArrayList<>();
    private final List<Happening> past = new ArrayList<>();
    private int ticks;

    Intruder(int id, long seed, Instant start) {
        this.id = id;
        this.random = new Random(seed + id);
        this.start = start.truncatedTo(ChronoUnit.MICROS);
    }

    /** What its next request tells of. */
    List<Happening> next(Instant now) {
        if (ticks % TICKS_OF_A_STREAM == 0) {
            Streams streams = new Streams(random.nextLong());
            past.addAll(
                    streams.delayed(streams.stream(start.minus(APART.multipliedBy(5 + ticks / TICKS_OF_A_STREAM)))));
        }
        List<Happening> told = new ArrayList<>();
        for (int i = random.nextInt(10); i >= 0; i--) {
            (random.nextInt(LATE_ONE_IN) == 0 ? held : told).add(happening(now.truncatedTo(ChronoUnit.MICROS)));
        }
        move(past, told, random.nextInt(5));
        move(held, told, held.size() > HELD_BACK ? HELD_BACK / 2 : 0);
        ticks++;
        return told;
    }

    /** What it still kept to itself. */
    List<Happening> rest() {
        List<Happening> rest = new ArrayList<>();
        move(past, rest, past.size());
        move(held, rest, held.size());
        return rest;
    }

    private static void move(List<Happening> from, List<Happening> to, int most) {
        List<Happening> moved = from.subList(0, Math.min(most, from.size()));
        to.addAll(moved);
        moved.clear();
    }

    private Happening happening(Instant now) {
        int attack = random.nextBoolean() ? 0 : 1 + ticks / TICKS_OF_A_SHORT_ATTACK;
        int kind = random.nextInt(12);
        String address = "192.%d.%d.%d".formatted(30 + id, attack, 1 + kind);
        String user = "%d-%d-%d".formatted(id, attack, kind);
        return switch (kind) {
            case 0 -> Happening.of(now, "login_failed", user, address);
            case 1 -> Happening.of(now, "two_factor_failed", user, address);
            case 2 -> Happening.of(now, "login_failed", "guess" + random.nextInt(300), address);
            case 3 -> Happening.of(now, "authorization_denied", user, null);
            case 4 -> Happening.of(now, "data_export", user, null);
            case 5 -> Happening.of(now, "data_download", null, address);
            case 6 -> Happening.of(now, "login_success", user, "192.40." + id + "." + random.nextInt(200));
            case 7 -> Happening.of(now, "rate_limit_exceeded", null, address);
            case 8 -> Happening.of(now, "access", user, null);
            case 9 ->
                Happening.of(now, "page_view", "visitor" + random.nextInt(40), address)
                        .level(random.nextInt(2) == 0 ? Level.ERROR : Level.INFO);
            default ->
                Happening.of(now, "page_view", null, "192.50." + random.nextInt(250) + "." + random.nextInt(250));
        };
    }
}
