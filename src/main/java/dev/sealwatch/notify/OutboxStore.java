package dev.sealwatch.notify;

import dev.sealwatch.alerting.Alert;
import dev.sealwatch.alerting.Outbox;
import dev.sealwatch.alerting.Telling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what is to be told in the transaction that decided it. */
@ApplicationScoped
class OutboxStore implements Outbox {

    private final Snapshots snapshots;
    private final SentStore sent;
    private final FollowUpStore followUps;
    private final Clock clock;

    OutboxStore(Snapshots snapshots, SentStore sent, FollowUpStore followUps, Clock clock) {
        this.snapshots = snapshots;
        this.sent = sent;
        this.followUps = followUps;
        this.clock = clock;
    }

    @Override
    public Uni<Void> put(SqlConnection connection, List<Telling> tellings) {
        return tellings.isEmpty()
                ? Uni.createFrom().voidItem()
                : order(connection, tellings)
                        .chain(() -> keep(connection, tellings))
                        .chain(() -> address(connection, tellings))
                        .chain(() -> connection.query(WAKE).execute())
                        .replaceWithVoid();
    }

    private static final String TURN = """
            select pg_advisory_xact_lock(hashtext('sealwatch.notify.order'))
            """;

    /** What is shown in_app becomes visible in the order of its numbers, so that who resumes after one misses none. */
    private static Uni<Void> order(SqlConnection connection, List<Telling> tellings) {
        return tellings.stream().anyMatch(OutboxStore::isInApp)
                ? connection.query(TURN).execute().replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private static final String KEEP = """
            insert into notifications (id, event, alert_ids, texts, summary, at, kept_at, position)
            select telling.id, telling.event,
                   array(select (alert ->> 'id')::bigint from jsonb_array_elements(telling.texts::jsonb -> 'en') as alert),
                   telling.texts::jsonb, telling.summary::jsonb, telling.at, $7,
                   case when telling.in_app then nextval('notification_order') end
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::boolean[])
                as telling (id, event, texts, summary, at, in_app)
                on conflict (id) do nothing
            """;

    private Uni<Void> keep(SqlConnection connection, List<Telling> tellings) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(all(tellings, Telling::id).toArray(UUID[]::new))
                .addArrayOfString(
                        all(tellings, telling -> telling.event().word()).toArray(String[]::new))
                .addArrayOfString(all(tellings, snapshots::texts).toArray(String[]::new))
                .addArrayOfString(all(tellings, snapshots::summary).toArray(String[]::new))
                .addArrayOfOffsetDateTime(all(tellings, telling -> telling.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfBoolean(all(tellings, OutboxStore::isInApp).toArray(Boolean[]::new))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    private static final String ADDRESS = """
            insert into notification_deliveries (id, notification_id, channel_id, created_at, due_at)
            select delivery.id, delivery.notification_id, channel.id, $4, $4
              from unnest($1::uuid[], $2::uuid[], $3::text[]) as delivery (id, notification_id, channel)
                   join notification_channels as channel
                     on channel.id::text = delivery.channel
                    and channel.enabled
                on conflict do nothing
            """;

    private record Address(UUID telling, String channel) {

        /** The same however often it is put. */
        UUID key() {
            return UUID.nameUUIDFromBytes((telling + " " + channel).getBytes(StandardCharsets.UTF_8));
        }
    }

    private Uni<Void> address(SqlConnection connection, List<Telling> tellings) {
        List<Address> addresses = tellings.stream()
                .flatMap(telling -> telling.channels().stream().map(channel -> new Address(telling.id(), channel)))
                .filter(address -> !address.channel().equals(Telling.IN_APP))
                .toList();
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(addresses.stream().map(Address::key).toArray(UUID[]::new))
                .addArrayOfUUID(addresses.stream().map(Address::telling).toArray(UUID[]::new))
                .addArrayOfString(addresses.stream().map(Address::channel).toArray(String[]::new))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(ADDRESS).execute(values).replaceWithVoid();
    }

    private static final String WAKE = """
            select pg_notify('sealwatch_notify', '')
            """;

    @Override
    public Uni<Void> follow(SqlConnection connection, List<Long> alertIds, Alert.Status to) {
        return followUps
                .keep(connection, alertIds, to)
                .flatMap(kept -> kept
                        ? connection.query(WAKE).execute().replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private static final String CHANNELS = """
            select id::text as id
              from notification_channels
               for key share
            """;

    @Override
    public Uni<Set<String>> channels(SqlConnection connection) {
        return connection
                .preparedQuery(CHANNELS)
                .mapping(row -> row.getString("id"))
                .execute()
                .map(rows -> rows.stream().collect(Collectors.toSet()));
    }

    @Override
    public Uni<List<Sent>> of(long alertId) {
        return sent.of(alertId);
    }

    @Override
    public Uni<Map<String, String>> names() {
        return sent.names();
    }

    private static boolean isInApp(Telling telling) {
        return telling.channels().contains(Telling.IN_APP);
    }

    private static <T> Stream<T> all(List<Telling> tellings, Function<Telling, T> part) {
        return tellings.stream().map(part);
    }
}
