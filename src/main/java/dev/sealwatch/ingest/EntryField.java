package dev.sealwatch.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields a sender may use, and those that are the server's own. */
enum EntryField {
    LOG_ID,
    TIMESTAMP,
    SOURCE,
    LEVEL,
    CATEGORY,
    MESSAGE,
    METADATA,
    USER_ID,
    IP_ADDRESS,
    USER_AGENT,
    EVENT,
    DETAILS;

    static final Map<String, EntryField> OF_LOG =
            named(LOG_ID, TIMESTAMP, SOURCE, LEVEL, CATEGORY, MESSAGE, METADATA, USER_ID, IP_ADDRESS, USER_AGENT);

    static final Map<String, EntryField> OF_EVENT =
            named(EVENT, USER_ID, IP_ADDRESS, USER_AGENT, DETAILS, LOG_ID, TIMESTAMP);

    static final Set<String> SERVERS_OWN = Set.of(
            "id",
            "created_at",
            "principal",
            "retention_days",
            "signature",
            "key_id",
            "key_no",
            "batch_no",
            "batch_pos",
            "leaf_index",
            "leaf_commit",
            "event_time",
            "ip_key",
            "user_key",
            "siem");

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    String json() {
        return json;
    }

    boolean isObject() {
        return this == METADATA || this == DETAILS;
    }

    private static Map<String, EntryField> named(EntryField... fields) {
        return Arrays.stream(fields).collect(Collectors.toUnmodifiableMap(EntryField::json, Function.identity()));
    }
}
