package dev.sealwatch.logs;

import dev.sealwatch.logs.ExportStore.Page;
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
    private final Clock clock;

    ExportRoute(ExportStore store, Clock clock) {
        this.store = store;
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
                .chain(walk -> new Export(from -> page(context, from), query.format(), response, walk).send())
                .subscribe()
                .with(sent -> {}, failure -> breakOff(context, failure));
        // The response has room for one handler of its own, and the audit trail waits for the end as well.
        context.addEndHandler(ended -> export.cancel());
    }

    private Uni<Page> page(RoutingContext context, ExportWalk from) {
        return store.page(from).invoke(page -> Access.read(context, page.slice().size()));
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
