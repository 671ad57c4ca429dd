package dev.sealwatch.integrity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The history of verifications. */
@Singleton
class VerificationStore {

    private final Pool pool;
    private final Clock clock;

    VerificationStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String BEGIN = """
            insert into verifications (id, requested_by, selection, started_at, updated_at)
            values ($1, $2, $3::text::jsonb, $4, $4)
            """;

    Uni<Void> begin(UUID id, String requestedBy, String selection) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(id, requestedBy, selection, now()))
                .replaceWithVoid();
    }

    private static final String PROGRESS = """
            update verifications
               set checked = $2, expected = $3, updated_at = $4
             where id = $1
            """;

    Uni<Void> progress(UUID id, Verifier.Progress progress) {
        return pool.preparedQuery(PROGRESS)
                .execute(Tuple.of(id, progress.checked(), progress.expected(), now()))
                .replaceWithVoid();
    }

    private static final String DONE = """
            update verifications
               set state = 'done', result = $2::text::jsonb, updated_at = $3
             where id = $1
            """;

    Uni<Void> done(UUID id, String result) {
        return pool.preparedQuery(DONE).execute(Tuple.of(id, result, now())).replaceWithVoid();
    }

    private static final String FAILED = """
            update verifications
               set state = 'failed', error = $2, updated_at = $3
             where id = $1
            """;

    Uni<Void> failed(UUID id, String error) {
        return pool.preparedQuery(FAILED).execute(Tuple.of(id, error, now())).replaceWithVoid();
    }

    private static final String ONE = """
            select id, state, requested_by, started_at, updated_at, checked, expected, selection::text as selection,
                   result::text as result, error
              from verifications
             where id = $1
            """;

    Uni<Optional<VerificationRun>> find(UUID id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(VerificationStore::run).findFirst());
    }

    private static final String LATEST = """
            select id, state, requested_by, started_at, updated_at, checked, expected, selection::text as selection,
                   (result - 'tampered_logs')::text as result, error
              from verifications
             order by started_at desc, id
             limit $1
            offset $2
            """;

    /** The latest first, without the faults that they list. */
    Uni<List<VerificationRun>> latest(int limit, int offset) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(limit, offset))
                .map(rows -> rows.stream().map(VerificationStore::run).toList());
    }

    private static VerificationRun run(Row row) {
        return new VerificationRun(
                row.getUUID("id"),
                VerificationRun.State.of(row.getString("state")),
                row.getString("requested_by"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getLong("checked"),
                row.getLong("expected"),
                row.getString("selection"),
                row.getString("result"),
                row.getString("error"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
