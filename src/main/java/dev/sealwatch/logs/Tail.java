package dev.sealwatch.logs;

import dev.sealwatch.logs.TailStore.News;
import dev.sealwatch.platform.Refusal;
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
    private final String principal;
    private Runnable ended = () -> {};
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
        this.principal = Access.caller(context).principal();
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
        return principal;
    }

    /** @param then what is to be done when it has ended; done twice, it has to be as if done once */
    void whenEnded(Runnable then) {
        ended = then;
        context.addEndHandler(over -> end());
    }

    private void end() {
        context.vertx().cancelTimer(timer);
        ended.run();
    }

    private void tick() {
        // A client that left before anybody listened for it is only found so.
        if (context.response().closed()) {
            end();
            return;
        }
        looks++;
        if (looks % LOOKS_PER_PING == 0 && context.response().writeQueueFull()) {
            context.response().reset();
        } else if (looks % LOOKS_PER_PING == 0) {
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
                .with(
                        found -> loop.runOnContext(now -> tell(found)),
                        failure -> loop.runOnContext(now -> fail(failure)));
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

    /** It is tried again soon; but what takes too long to catch up with would take as long again, so it is skipped aloud. */
    private void fail(Throwable failure) {
        reading = false;
        if (failure instanceof Refusal && !context.response().closed()) {
            seen = null;
            context.response().write("event: gap\ndata: {}\n\n");
        }
    }

    private void endUnless(boolean allowed) {
        loop.runOnContext(now -> {
            if (!allowed && !context.response().ended()) {
                context.response().end();
            }
        });
    }
}
