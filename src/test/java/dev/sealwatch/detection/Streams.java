package dev.sealwatch.detection;

import dev.sealwatch.detection.Happening.Name;
import dev.sealwatch.detection.Happening.Place;
import dev.sealwatch.detection.Law.Night;
import dev.sealwatch.logs.LogEntry.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random streams in which thresholds, windows and gaps are just met and just missed, far more often than in life. */
final class Streams {

    private static final List<String> CATEGORIES = List.of(
            "login_failed",
            "login_failed",
            "two_factor_failed",
            "login_success",
            "login_success",
            "authorization_denied",
            "access",
            "data_export",
            "data_download",
            "siem_export",
            "siem_read",
            "rate_limit_exceeded",
            "page_view");

    private static final List<Place> PLACES = List.of(
            Place.NOWHERE,
            Place.of("203.0.113.7"),
            new Place("::ffff:203.0.113.7", "203.0.113.7"),
            new Place("2001:db8:0:1::5", "2001:db8:0:1::/64"),
            new Place("2001:db8:0:1:ffff::9", "2001:db8:0:1::/64"),
            new Place("2001:db8:0:2::5", "2001:db8:0:2::/64"),
            Place.of("198.51.100.1"),
            Place.of("198.51.100.2"),
            Place.of("198.51.100.3"));

    private static final List<Name> NAMES = List.of(
            Name.NOBODY,
            new Name("  ", null),
            Name.of("anna"),
            new Name(" Anna ", "anna"),
            new Name("\uff41\uff4e\uff4e\uff41", "anna"),
            Name.of("bob"),
            Name.of("carol"),
            Name.of("dave"),
            Name.of("erin"));

    private static final List<Night> NIGHTS = List.of(
            new Night(ZoneOffset.UTC, 2, 5),
            new Night(ZoneOffset.UTC, 22, 5),
            new Night(ZoneOffset.UTC, 0, 24),
            new Night(ZoneId.of("Europe/Bucharest"), 2, 5),
            new Night(ZoneId.of("Asia/Kathmandu"), 6, 11),
            new Night(ZoneId.of("America/New_York"), 21, 3),
            new Night(ZoneOffset.ofHours(3), 4, 7));

    /** What a window or a gap may be, in minutes. */
    private static final int[] LENGTHS = {5, 10, 15, 30, 60, 24 * 60};

    private static final Duration INSTANT = Duration.ofNanos(1000);

    private final Random random;

    Streams(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /** In the order of time, within some two days. */
    List<Happening> stream(Instant from) {
        List<Happening> all = new ArrayList<>();
        int bursts = 4 + random.nextInt(10);
        for (int i = 0; i < bursts; i++) {
            burst(all, from);
        }
        if (random.nextInt(3) == 0) {
            siege(all, from);
        }
        if (random.nextBoolean()) {
            guessing(all, from);
        }
        all.sort(Comparator.comparing(Happening::at));
        return all;
    }

    /** Events of one kind by one actor, or of many names or places, at a pace that just makes or misses a rule. */
    private void burst(List<Happening> all, Instant from) {
        String category = any(CATEGORIES);
        boolean manyNames = random.nextInt(3) == 0;
        boolean manyPlaces = category.equals("login_success") && random.nextBoolean();
        Name name = any(NAMES);
        Place place = any(PLACES);
        int errors = random.nextInt(3) * 30;
        // Neighbouring bursts start a whole number of quarters apart, so that their pieces meet.
        Instant at = from.plus(Duration.ofMinutes(15L * random.nextInt(40)));
        int size = random.nextInt(8) == 0 ? 45 + random.nextInt(15) : 1 + random.nextInt(14);
        for (int i = 0; i < size; i++) {
            all.add(new Happening(
                    at,
                    random.nextInt(12) == 0 ? any(CATEGORIES) : category,
                    random.nextInt(100) < errors ? Level.ERROR : Level.INFO,
                    manyNames ? Name.of("user" + random.nextInt(30)) : name,
                    manyPlaces ? any(PLACES) : place));
            at = at.plus(pace(size)).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** One address for hours, with pauses about as long as a gap: what comes late to it lands far apart. */
    private void siege(List<Happening> all, Instant from) {
        Place place = any(PLACES);
        Instant at = from;
        for (int i = 0; i < 60; i++) {
            all.add(new Happening(at, "login_failed", Level.INFO, any(NAMES), place));
            int seconds = random.nextInt(6) == 0 ? 500 + random.nextInt(200) : random.nextInt(120);
            at = at.plusSeconds(seconds);
        }
    }

    /** One address that guesses, signs in minutes later, and guesses on after some more: all less than a gap apart. */
    private void guessing(List<Happening> all, Instant from) {
        Place place = any(PLACES);
        Instant at = from.plus(Duration.ofMinutes(15L * random.nextInt(20)));
        for (int i = 0; i < 4; i++) {
            for (int guess = 1 + random.nextInt(14); guess > 0; guess--) {
                all.add(new Happening(at, "two_factor_failed", Level.INFO, any(NAMES), place));
                at = at.plusSeconds(random.nextInt(5));
            }
            at = at.plusSeconds(60 + random.nextInt(240));
            if (random.nextBoolean()) {
                all.add(new Happening(at, "login_success", Level.INFO, any(NAMES), place));
            }
            at = at.plusSeconds(60 + random.nextInt(240));
        }
    }

    /** Low enough that there are many episodes, and that they meet. */
    int threshold() {
        return 1 + random.nextInt(3);
    }

    Night night() {
        return any(NIGHTS);
    }

    Duration window() {
        return random.nextInt(3) == 0
                ? Duration.ofSeconds(1 + random.nextInt(120))
                : Duration.ofMinutes(LENGTHS[random.nextInt(LENGTHS.length)]);
    }

    private Duration pace(int size) {
        Duration whole = Duration.ofMinutes(LENGTHS[random.nextInt(size > 20 ? 2 : LENGTHS.length)]);
        return switch (random.nextInt(10)) {
            case 0 -> Duration.ZERO;
            case 1 -> random.nextInt(4) == 0 ? whole : INSTANT;
            case 2 -> random.nextInt(4) == 0 ? whole.minus(INSTANT) : INSTANT;
            case 3 -> whole.dividedBy(size > 20 ? size : 2 + random.nextInt(9));
            case 4 -> Duration.ofMinutes(size > 20 ? 0 : random.nextInt(4));
            case 5 -> Duration.ofMinutes(size > 20 ? random.nextInt(3) : random.nextInt(13));
            default -> Duration.ofMillis(random.nextInt(20_000));
        };
    }

    /** The same events in another order: as they came, backwards, the newest half first, or anyhow. */
    List<Happening> reordered(List<Happening> stream) {
        List<Happening> order = new ArrayList<>(stream);
        switch (random.nextInt(8)) {
            case 0 -> Collections.reverse(order);
            case 1 -> Collections.rotate(order, order.size() / 2);
            case 2, 3 -> Collections.shuffle(order, random);
            case 4, 5, 6 -> order = sent(stream);
            default -> order.sort(Comparator.comparing(Happening::at));
        }
        return order;
    }

    /** By several senders, each of them some minutes behind. */
    private List<Happening> sent(List<Happening> stream) {
        int[] behind = random.ints(4, 0, 240).toArray();
        Map<Happening, Instant> arrivals = new IdentityHashMap<>();
        stream.forEach(one -> arrivals.put(one, one.at().plusSeconds(behind[random.nextInt(behind.length)])));
        return stream.stream().sorted(Comparator.comparing(arrivals::get)).toList();
    }

    /** As they come in life: in order, but for some that come whenever they like later. */
    List<Happening> delayed(List<Happening> stream) {
        List<Happening> order = new ArrayList<>(stream);
        for (int i = 0; i < stream.size() / 4; i++) {
            int from = random.nextInt(order.size());
            Happening late = order.remove(from);
            order.add(from + random.nextInt(order.size() - from + 1), late);
        }
        return order;
    }

    /** Cut into so many parts or fewer, none empty. */
    List<List<Happening>> batches(List<Happening> order, int most) {
        List<List<Happening>> batches = new ArrayList<>();
        int size = 1 + order.size() / (1 + random.nextInt(most));
        for (int from = 0; from < order.size(); from += size) {
            batches.add(order.subList(from, Math.min(order.size(), from + size)));
        }
        return batches;
    }

    /** When that batch is received: often the moment it happened, now and then a little before its clock or hours later. */
    Instant later(Instant clock, List<Happening> batch) {
        Instant newest =
                batch.stream().map(Happening::at).max(Comparator.naturalOrder()).orElseThrow();
        Instant soonest = newest.minus(Duration.ofMinutes(random.nextInt(4) == 0 ? random.nextInt(12) : 0));
        Instant now = soonest.isAfter(clock) ? soonest : clock;
        return now.plus(Duration.ofMinutes(random.nextInt(6) == 0 ? random.nextInt(90) : random.nextInt(2)));
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
