package dev.sealwatch.ingest.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One entry of a producer. All of it follows from the two numbers, so the referee knows every field that was sent. */
record SentEntry(int producer, int number) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BAD_ONE_IN = 499;
    private static final List<String> SOURCES =
            List.of("authentication", "authorization", "security_audit", "application", "system", "access");
    private static final List<String> LEVELS = List.of("debug", "info", "warn", "error", "critical");

    /** Two producers share each id: it belongs to its sender, so both entries are to be stored. */
    UUID logId() {
        String name = producer / 2 + "/" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
    }

    String principal() {
        return "token:" + tokenName(producer);
    }

    static String tokenName(int producer) {
        return "producer-" + producer;
    }

    /** To be rejected, whatever happens around it. */
    boolean isBad() {
        return number % BAD_ONE_IN == BAD_ONE_IN - 1;
    }

    boolean hasTimestamp() {
        return isBad() || number % 3 != 0;
    }

    /** As it is sent, and as it has to come back. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode()
                .put("log_id", logId().toString())
                .put("source", SOURCES.get(number % SOURCES.size()))
                .put("level", LEVELS.get(number % LEVELS.size()))
                .put("category", "probe")
                .put("message", "Producer " + producer + " saw number " + number + " \u2013 \u0219i at\u00e2t")
                .put("user_id", "User " + number % 97)
                .put("ip_address", number % 2 == 0 ? "198.51.100." + number % 251 : "2001:db8::" + (1 + number % 9))
                .put("user_agent", "probe/" + producer);
        json.putObject("metadata")
                .put("number", number)
                .putArray("path")
                .add("\u00e9t\u00e9")
                .add(producer)
                .addNull();
        if (hasTimestamp()) {
            json.put(
                    "timestamp",
                    isBad() ? "yesterday" : FIRST.plusMillis(number).toString());
        }
        return json;
    }
}
