package dev.sealwatch.dashboard;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user or an address, under any of its spellings.
 *
 * @param filter the name of the query parameter that asks for it
 * @param shown as it was asked for. @param key as such are compared
 */
record Entity(String filter, String shown, String key) {

    static final String USER = "user_id";
    static final String ADDRESS = "ip_address";

    /** Empty where the address of the page names neither, or nothing that could be one. */
    static Optional<Entity> of(Query query) {
        String user = query.one(USER);
        String address = query.one(ADDRESS);
        return user.isEmpty()
                ? IpAddress.parse(address).map(found -> new Entity(ADDRESS, found.text(), found.key()))
                : Optional.ofNullable(LogEntry.userKey(user)).map(key -> new Entity(USER, user, key));
    }

    public boolean isUser() {
        return filter.equals(USER);
    }

    /** As anomalies and alerts are keyed. */
    String anomalyKey() {
        return (isUser() ? "user:" : "ip:") + key;
    }

    /** Its entries, on the tab of logs. */
    public Query logs() {
        return unfiltered().with(filter, shown);
    }

    /** Entries of everybody. */
    public Query unfiltered() {
        return tab("logs");
    }

    public Query anomalies() {
        return tab("anomalies").with("status", "all").with(filter, shown);
    }

    public Query alerts() {
        return tab("alerts")
                .with("status", "active")
                .plus("status", "acknowledged")
                .plus("status", "resolved")
                .with(filter, shown);
    }

    private static Query tab(String word) {
        return Query.at("security/intelligence").with("tab", word);
    }

    /** What is known of it as a bad one. */
    record Known(String level, long occurrences, String description, Instant lastSeen) {}

    /** @param title of its kind, in the viewer's language */
    record Episode(
            long id,
            String type,
            String title,
            String severity,
            String status,
            long events,
            Instant firstSeen,
            Instant lastSeen) {}

    /** @param title of what it is about, in the viewer's language */
    record Raised(long id, String title, String severity, String status, Instant createdAt) {}

    /** Entries of an hour. */
    record Hour(Instant from, long entries) {}

    /** @param known null where it is no indicator. @param hours those of the last day that have entries, the oldest first */
    record Found(
            Known known, List<Episode> anomalies, List<Raised> alerts, List<Hour> hours, List<StoredEntry> entries) {}
}
