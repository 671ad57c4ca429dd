package dev.sealwatch.detection;

import dev.sealwatch.detection.Reference.Event;
import dev.sealwatch.logs.LogEntry.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * One row of the contract's table of the eight.
 *
 * @param distinct what is told apart, null where every event counts
 * @param severity of the events of one window: 0 is low, 3 is critical
 */
record Law(
        String type,
        Predicate<Event> counts,
        Function<Event, String> key,
        Function<Event, String> distinct,
        int threshold,
        Duration window,
        ToIntFunction<List<Event>> severity) {

    private static final Duration SHORTEST_GAP = Duration.ofMinutes(10);
    private static final Map<String, Double> CONFIDENCE = Map.of(
            "brute_force_attack", 0.9,
            "account_enumeration", 0.8,
            "privilege_escalation", 0.8,
            "anomalous_access", 0.7,
            "data_exfiltration", 0.8,
            "session_anomaly", 0.7,
            "rate_limit_abuse", 0.9);

    Duration gap() {
        return window.compareTo(SHORTEST_GAP) > 0 ? window : SHORTEST_GAP;
    }

    int measure(List<Event> events) {
        return distinct == null ? events.size() : different(events, distinct);
    }

    double confidence(String severity) {
        return CONFIDENCE.getOrDefault(
                type, Map.of("low", 0.6, "medium", 0.75, "high", 0.85).getOrDefault(severity, 0.0));
    }

    /** The same with another window. */
    Law within(Duration other) {
        return new Law(type, counts, key, distinct, threshold, other, severity);
    }

    /** The same with another threshold. */
    Law from(int other) {
        return new Law(type, counts, key, distinct, other, window, severity);
    }

    /** Hours of the local day, the first one and the one after the last; over midnight where that is not later. */
    record Night(ZoneId zone, int from, int until) {

        private boolean covers(Instant time) {
            int hour = time.atZone(zone).getHour();
            return from < until ? hour >= from && hour < until : hour >= from || hour < until;
        }
    }

    /** As usual: from two to five. */
    static List<Law> all(ZoneId zone, int suspicious) {
        return all(new Night(zone, 2, 5), suspicious);
    }

    /** @param suspicious the threshold of suspicious addresses, so that a hundred entries need not be made each time */
    static List<Law> all(Night night, int suspicious) {
        return List.of(
                bruteForce(),
                distinct("account_enumeration", "login_failed", Law::address, Event::user, Duration.ofMinutes(5)),
                counting("privilege_escalation", category("authorization_denied"), Law::actor, 3, 30, 3),
                counting("anomalous_access", asleep(night), Law::actor, 3, 60, 1),
                suspicious(suspicious),
                counting("data_exfiltration", exports().or(category("siem_export")), Law::actor, 5, 30, 2),
                distinct("session_anomaly", "login_success", Law::user, Event::address, Duration.ofHours(24)),
                counting("rate_limit_abuse", category("rate_limit_exceeded"), Law::address, 5, 15, 1));
    }

    private static Law bruteForce() {
        return new Law(
                "brute_force_attack",
                category("login_failed", "two_factor_failed"),
                Law::address,
                null,
                10,
                Duration.ofMinutes(10),
                window -> window.size() >= 50 ? 3 : 2);
    }

    private static Law suspicious(int threshold) {
        return new Law("suspicious_ip", e -> true, Law::address, null, threshold, Duration.ofMinutes(60), Law::factors);
    }

    /** Five different; twenty names are a list, not a guess, while twenty addresses are not worse than five. */
    private static Law distinct(
            String type, String category, Function<Event, String> key, Function<Event, String> what, Duration window) {
        int worse = type.equals("account_enumeration") ? 20 : Integer.MAX_VALUE;
        return new Law(
                type, category(category), key, what, 5, window, events -> different(events, what) >= worse ? 2 : 1);
    }

    private static Law counting(
            String type, Predicate<Event> counts, Function<Event, String> key, int n, int minutes, int severity) {
        return new Law(type, counts, key, null, n, Duration.ofMinutes(minutes), window -> severity);
    }

    private static Predicate<Event> category(String... names) {
        return e -> Set.of(names).contains(e.of().category());
    }

    private static Predicate<Event> exports() {
        return category("data_export", "data_download");
    }

    private static Predicate<Event> asleep(Night night) {
        return exports().or(category("access", "login_success")).and(event -> night.covers(event.time()));
    }

    private static int factors(List<Event> window) {
        long errors = window.stream()
                .filter(e -> e.of().level() == Level.ERROR || e.of().level() == Level.CRITICAL)
                .count();
        return (different(window, Event::user) >= 10 ? 1 : 0) + (errors * 100 > 30L * window.size() ? 1 : 0);
    }

    private static int different(List<Event> events, Function<Event, String> what) {
        return (int) events.stream()
                .map(what)
                .filter(value -> value != null)
                .distinct()
                .count();
    }

    static String address(Event event) {
        return event.address() == null ? null : "ip:" + event.address();
    }

    private static String user(Event event) {
        return event.user() == null ? null : "user:" + event.user();
    }

    private static String actor(Event event) {
        return event.user() == null ? address(event) : user(event);
    }
}
