package dev.sealwatch.security;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Steps back as soon as a room that stores entries brings the signed trail. */
@DefaultBean
@ApplicationScoped
class UnsignedAuditStore implements AuditTrail {

    private static final Logger LOG = Logger.getLogger(UnsignedAuditStore.class);

    private final Pool pool;

    UnsignedAuditStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public void record(AuditEvent event) {
        LOG.infof("Not stored category=%s", event.category());
    }

    @Override
    public <T> Uni<T> change(Function<SqlConnection, Uni<Change<T>>> work) {
        return pool.withTransaction(work)
                .invoke(change -> record(change.event()))
                .map(Change::result);
    }
}
