package dev.sealwatch.alerting;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Nothing is told where nothing can be sent. */
@DefaultBean
@ApplicationScoped
class NoOutbox implements Outbox {

    @Override
    public Uni<Void> put(SqlConnection connection, List<Telling> tellings) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Set<String>> channels(SqlConnection connection) {
        return Uni.createFrom().item(Set.of());
    }

    @Override
    public Uni<List<Sent>> of(long alertId) {
        return Uni.createFrom().item(List.of());
    }
}
