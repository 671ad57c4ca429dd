package dev.sealwatch.logs;

import dev.sealwatch.logs.TailStore.News;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One client that is told of new entries by server-sent events, twice a second. All of it runs on its own event loop. */
final class Tail {

    /** At twice a second nobody reads 200 lines. */
    static final int MOST_LINES = 100;

    private static final long EVERY_MILLIS = 500;

    /** Heard of every 15 seconds, it is not taken for dead by a proxy. */
    private static final int LOOKS_PER_PING = 30;

    private static final String SNAPSHOT = "[0-9]{1,20}:[0-9]{1,20}:[0-9,]{0,2000}";

    private final RoutingContext context;
    private final Function<String, Uni<News>> news;
    private final BiFunction<String, List<StoredEntry>, String> event;
    private final Context loop;
    private String seen;
    private boolean reading;
    private boolean begun;
    private long timer;
    private int looks;

    /**
     * @param news what was stored since what had been seen
     * @param event how that is told, with what has been seen by then as its id; without entries it is that alone, as what
     *     does not match moves it too
     */
    Tail(
            RoutingContext context,
            Function<String, Uni<News>> news,
            BiFunction<String, List<StoredEntry>, String> event) {
        this.context = context;
        this.news = news;
        this.event = event;
        this.loop = context.vertx().getOrCreateContext();
    }

    /** @param last what the client had seen when its connection broke, or it was out of sight; anything else for nothing */
    void begin(String last) {
        seen = last.matches(SNAPSHOT) ? last : null;
        context.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        look();
        timer = context.vertx().setPeriodic(EVERY_MILLIS, tick -> tick());
    }

    /** Of whom it is. */
    String principal() {
        return Access.caller(context).principal();
    }

    void end() {
        context.vertx().cancelTimer(timer);
    }

    private void tick() {
        looks++;
        if (looks % LOOKS_PER_PING == 0 && !context.response().closed()) {
            context.response().write(": ping\n\n" + (begun ? event.apply(seen, List.of()) : ""));
            Access.again(context)
                    .subscribe()
                    .with(caller -> endUnless(caller.may(Permission.VIEW_AUDIT)), refused -> endUnless(false));
        }
        look();
    }

    private void look() {
        HttpServerResponse response = context.response();
        if (reading || response.closed() || response.writeQueueFull()) {
            return;
        }
        reading = true;
        news.apply(seen)
                .subscribe()
                .with(found -> loop.runOnContext(now -> tell(found)), failure -> loop.runOnContext(now -> startAnew()));
    }

    private void tell(News found) {
        reading = false;
        boolean moved = !found.snapshot().equals(seen);
        seen = found.snapshot();
        if (context.response().closed() || !moved) {
            return;
        }
        if (!begun) {
            begun = true;
            context.response().write("retry: 2000\n" + event.apply(seen, List.of()));
        }
        Access.read(context, found.entries().size());
        long dropped = found.matched() - found.entries().size();
        if (dropped > 0) {
            context.response().write("event: dropped\ndata: {\"count\":" + dropped + "}\n\n");
        }
        if (!found.entries().isEmpty()) {
            context.response().write(event.apply(seen, found.entries()));
        }
    }

    /** What was seen says nothing any more, as after a restored copy, or it took too long to catch up. */
    private void startAnew() {
        reading = false;
        seen = null;
    }

    private void endUnless(boolean allowed) {
        loop.runOnContext(now -> {
            if (!allowed && !context.response().ended()) {
                context.response().end();
            }
        });
    }
}
