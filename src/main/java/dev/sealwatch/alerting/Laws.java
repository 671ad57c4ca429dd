package dev.sealwatch.alerting;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Gathers by what is judged. */
@ApplicationScoped
class Laws {

    private final RuleStore rules;
    private final MuteStore mutes;
    private final WindowStore windows;
    private final Clock clock;

    Laws(RuleStore rules, MuteStore mutes, WindowStore windows, Clock clock) {
        this.rules = rules;
        this.mutes = mutes;
        this.windows = windows;
        this.clock = clock;
    }

    Instant time() {
        return clock.instant();
    }

    /** As it is now. */
    Uni<Law> now(SqlConnection connection) {
        Instant now = time();
        return rules.all(connection)
                .flatMap(all -> mutes.current(connection, now)
                        .flatMap(muted -> windows.on(connection, now).map(on -> new Law(all, muted, on, now))));
    }
}
