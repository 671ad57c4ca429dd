package dev.sealwatch.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that was claimed and is to be sent now.
 *
 * @param id the idempotency key
 * @param attempt this one, from 1 on
 * @param createdAt when it came into the outbox
 */
record Delivery(UUID id, int attempt, Instant createdAt, Channel channel, Notice notice) {

    /** What is told, in all languages. @param summary of a digest, or null */
    record Notice(UUID id, String event, JsonObject texts, JsonObject summary, Instant at) {

        Message in(Channel.Language language, String base) {
            JsonArray alerts = texts.getJsonArray(language.word());
            List<JsonObject> all = alerts.stream().map(JsonObject.class::cast).toList();
            return new Message(id, event, all, summary, at, base);
        }
    }

    static Delivery of(Row row) {
        Notice notice = new Notice(
                row.getUUID("notification_id"),
                row.getString("event"),
                row.getJsonObject("texts"),
                row.getJsonObject("summary"),
                row.getOffsetDateTime("at").toInstant());
        return new Delivery(
                row.getUUID("delivery_id"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                Channel.of(row),
                notice);
    }

    Message message(String base) {
        return notice.in(channel.language(), base);
    }
}
