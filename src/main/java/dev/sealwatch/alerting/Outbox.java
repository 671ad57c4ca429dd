package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where tellings leave to. An interface so that they are kept in the transaction that decided them. */
public interface Outbox {

    /**
     * How a telling of an alert fares on one channel.
     *
     * @param event a word of {@link Telling.Event}, or acknowledged or resolved
     * @param state pending, delivered or given_up
     * @param at when it was decided. @param attempts so far. @param deliveredAt null unless it was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sent(String channel, String event, String state, Instant at, int attempts, Instant deliveredAt) {}

    /** Keeps them: whatever happens to this process, each is told once the transaction is committed. */
    Uni<Void> put(SqlConnection connection, List<Telling> tellings);

    /**
     * Lets receivers that keep a state of their own know what people did about alerts that they were told of.
     *
     * @param connection of the transaction in which it is done. @param to acknowledged or resolved
     */
    Uni<Void> follow(SqlConnection connection, List<Long> alertIds, Alert.Status to);

    /** Ids of the channels that exist besides {@code in_app}; they stay until the transaction ends. */
    Uni<Set<String>> channels(SqlConnection connection);

    /** What the channels besides {@code in_app} are called, by id; in the order of their names. */
    Uni<Map<String, String>> names();

    /** What was told about an alert, the latest first; alone or in a digest. */
    Uni<List<Sent>> of(long alertId);
}
