package dev.sealwatch.logs;

import dev.sealwatch.pages.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** An entry in the list, and what it leads to. @param query the address of the list */
record LogLine(StoredEntry stored, Query query) {

    private static final String USER = "user_id";
    private static final String ADDRESS = "ip_address";

    public LogEntry entry() {
        return stored.entry();
    }

    /** When it happened, the nearest time that can be written where a row was tampered with. */
    public Instant time() {
        return Instant.parse(StoredEntry.shown(entry().timestamp()));
    }

    public Instant received() {
        return Instant.parse(StoredEntry.shown(entry().createdAt()));
    }

    /** Or null. */
    public String address() {
        return entry().ipAddress() == null ? null : entry().ipAddress().text();
    }

    /** In hexadecimal digits. */
    public String signature() {
        return HexFormat.of().formatHex(stored.signature());
    }

    public Query opened() {
        return query.with("detail", stored.id());
    }

    /** Where the API has it; of several senders with the same id, that of this one. */
    public Query api() {
        return Query.at("api/siem/logs/" + entry().logId()).with("principal", entry().principal());
    }

    /** What the same user did from the same address so many minutes before and after it. */
    public Query around(int minutes) {
        Duration distance = Duration.ofMinutes(minutes);
        Query near = Query.at(query.path())
                .with("tab", "logs")
                .with("from", time().minus(distance))
                .with("to", time().plus(distance));
        Query ofUser = entry().userId() == null ? near : near.with(USER, entry().userId());
        return address() == null ? ofUser : ofUser.with(ADDRESS, address());
    }

    /** Whether it still is what was stored. */
    public Query verified() {
        return Query.at("security/integrity").with("log_id", entry().logId());
    }
}
