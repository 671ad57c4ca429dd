package dev.sealwatch.notify;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Looks after the outbox and the streams as soon as there is something, and every few seconds in case that was not heard. */
@ApplicationScoped
class Wakeups {

    private static final Logger LOG = Logger.getLogger(Wakeups.class);

    private final ListenStore store;
    private final Dispatch dispatch;
    private final Streams streams;
    private final Housekeeping housekeeping;
    private final AtomicReference<SqlConnection> ear = new AtomicReference<>();

    Wakeups(ListenStore store, Dispatch dispatch, Streams streams, Housekeeping housekeeping) {
        this.store = store;
        this.dispatch = dispatch;
        this.streams = streams;
        this.housekeeping = housekeeping;
    }

    /** A slow receiver keeps its own round waiting, not what others are to be told: that is heard of, or looked for here. */
    @Scheduled(every = "${sealwatch.notify.every}", concurrentExecution = ConcurrentExecution.PROCEED)
    Uni<Void> look() {
        return quietly("listen", listen())
                .chain(() -> quietly("streams", streams.tend()))
                .chain(() -> quietly("housekeeping", housekeeping.keep()))
                .chain(() -> quietly("dispatch", dispatch.run()));
    }

    /** Listens from now on, if it does not yet. */
    Uni<Void> listen() {
        SqlConnection held = ear.get();
        return held == null
                ? store.listen(this::heard).invoke(this::keep).replaceWithVoid()
                : store.check(held).onFailure().call(() -> lost(held));
    }

    private void keep(SqlConnection connection) {
        if (!ear.compareAndSet(null, connection)) {
            store.release(connection).subscribe().with(released -> {});
        }
    }

    private Uni<Void> lost(SqlConnection connection) {
        return ear.compareAndSet(connection, null)
                ? store.release(connection)
                : Uni.createFrom().voidItem();
    }

    private void heard() {
        quietly("streams", streams.look())
                .chain(() -> quietly("dispatch", dispatch.run()))
                .subscribe()
                .with(done -> {});
    }

    private static Uni<Void> quietly(String what, Uni<Void> work) {
        return work.onFailure()
                .invoke(cause -> LOG.warnf("Notifications wait: what=%s cause=%s", what, cause.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    void stop(@Observes ShutdownEvent stop) {
        unlisten().subscribe().with(released -> {});
    }

    /** Hears nothing any more until it listens again. */
    Uni<Void> unlisten() {
        SqlConnection held = ear.getAndSet(null);
        return held == null ? Uni.createFrom().voidItem() : store.release(held);
    }
}
