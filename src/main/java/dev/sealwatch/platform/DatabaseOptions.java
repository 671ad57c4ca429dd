package dev.sealwatch.platform;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How every session of the pool behaves: commits reach the disk, and nothing lasts or hangs for ever. */
@Singleton
class DatabaseOptions implements PgPoolCreator {

    /** The server stops a statement by itself. */
    private static final int STATEMENT_SECONDS = 10;

    /** Longer than any statement may take, so only a server that no longer answers is hung up on. */
    private static final int SILENCE_SECONDS = STATEMENT_SECONDS + 3;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(DatabaseOptions::configure);
        input.poolOptions().setConnectionTimeout(5).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .withConnectHandler(HangUp::arm)
                .using(input.vertx())
                .build();
    }

    private static void configure(PgConnectOptions options) {
        options.addProperty("application_name", "sealwatch")
                .addProperty("synchronous_commit", "on")
                .addProperty("statement_timeout", STATEMENT_SECONDS + "s")
                // A transaction with an id holds back everybody who reads by visibility.
                .addProperty("idle_in_transaction_session_timeout", "5s")
                // Compiling a plan that names each partition takes longer than running it.
                .addProperty("jit", "off")
                .addProperty("timezone", "UTC");
        options.setConnectTimeout(2_000);
        options.setIdleTimeout(SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpKeepAlive(true);
    }
}
