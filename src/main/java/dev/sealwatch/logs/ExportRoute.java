package dev.sealwatch.logs;

import dev.sealwatch.platform.Problems;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Sends any number of entries to a client at the pace that it takes them. */
@ApplicationScoped
class ExportRoute {

    private static final Logger LOG = Logger.getLogger(ExportRoute.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ExportStore store;
    private final ReadAudit audit;
    private final Clock clock;

    ExportRoute(ExportStore store, ReadAudit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.get("/api/siem/export").handler(this::export);
    }

    private void export(RoutingContext context) {
        Access.require(context, Permission.VIEW_AUDIT);
        ExportQuery query = ExportQuery.of(context.queryParams());
        HttpServerResponse response = context.response();
        Cancellable export = store.range()
                .map(range -> range.map(found -> ExportWalk.begin(query.filter(), found)))
                .invoke(() -> announce(response, query.format()))
                .chain(walk -> send(context, query, new Export(store::page, query.format(), response, walk)))
                .subscribe()
                .with(sent -> {}, failure -> breakOff(context, failure));
        response.closeHandler(gone -> export.cancel());
    }

    private Uni<Void> send(RoutingContext context, ExportQuery query, Export export) {
        return export.send()
                .onTermination()
                .invoke((sent, failure, left) ->
                        audit.export(context, query.format(), export.entries(), failure == null && !left));
    }

    private void announce(HttpServerResponse response, ExportFormat format) {
        String name = "sealwatch-logs-" + STAMP.format(clock.instant()) + "." + format.extension();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + '"');
    }

    /** In the middle of an answer the connection is cut, so that nobody takes the part for the whole. */
    private static void breakOff(RoutingContext context, Throwable failure) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            LOG.warnf("An export broke off: cause=%s", failure);
        } else {
            response.setChunked(false).headers().remove("Content-Disposition");
        }
        if (!response.closed()) {
            Problems.answer(context, failure);
        }
    }
}
