package dev.sealwatch.logs;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.concurrent.Semaphore;

/** Tells a page of entries as they are stored. */
@ApplicationScoped
class TailRoute {

    private static final int RETRY_SECONDS = 30;

    private final Frames frames;
    private final TailStore store;
    private final Semaphore places;

    TailRoute(Frames frames, TailStore store, LogsConfig config) {
        this.frames = frames;
        this.store = store;
        this.places = new Semaphore(config.tails());
    }

    void register(@Observes Router router) {
        router.get("/security/logs/tail").handler(context -> {
            try {
                tail(context);
            } catch (Refusal refused) {
                Problems.answer(context, refused);
            }
        });
    }

    private void tail(RoutingContext context) {
        Access.require(context, Permission.VIEW_AUDIT);
        Frame frame = frames.of(context);
        LogFilter filter = LogQuery.of(new HashMap<>(frame.query().only(LogQuestion.known())))
                .filter();
        if (!places.tryAcquire()) {
            throw Refusal.unavailable("This replica serves as many live tails as it may.", RETRY_SECONDS);
        }
        Tail tail = new Tail(context, frame, seen -> store.since(seen, filter, Tail.MOST_LINES));
        context.addEndHandler(ended -> {
            tail.end();
            places.release();
        });
        String broken = context.request().getHeader("Last-Event-ID");
        tail.begin(broken == null ? frame.query().one("seen") : broken);
    }
}
