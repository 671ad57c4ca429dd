package dev.sealwatch.notify;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One page that is told as it happens, by server-sent events. All of it runs on the page's own event loop.
 *
 * <p>It holds no events: it reads the next ones when there is room for them, from where it is.
 */
final class Stream {

    private static final int PAGE = 50;
    private static final int QUEUE_BYTES = 65_536;

    private final RoutingContext context;
    private final Caller caller;
    private final Feed feed;
    private final Context loop;
    private long position;
    private long head;
    /** How many are read at once: about as many as there was room for. */
    private int page = PAGE;

    private boolean begun;
    private boolean reading;
    private Instant fullSince;

    Stream(RoutingContext context, Caller caller, Feed feed) {
        this.context = context;
        this.caller = caller;
        this.feed = feed;
        this.loop = context.vertx().getOrCreateContext();
    }

    String principal() {
        return caller.principal();
    }

    boolean isOver() {
        return context.response().closed();
    }

    /** @param after what the page knows already */
    void begin(long after) {
        loop.runOnContext(now -> {
            position = after;
            begun = true;
            HttpServerResponse response = context.response();
            if (!response.closed()) {
                response.setChunked(true)
                        .setWriteQueueMaxSize(QUEUE_BYTES)
                        .drainHandler(drained -> goOn())
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                        .putHeader("X-Accel-Buffering", "no")
                        .write("retry: 2000\n\n");
            }
            read();
        });
    }

    private void goOn() {
        fullSince = null;
        read();
    }

    /** @param latest id of all that there are */
    void look(long latest) {
        loop.runOnContext(now -> {
            head = Math.max(head, latest);
            if (head > position) {
                read();
            }
        });
    }

    private void read() {
        HttpServerResponse response = context.response();
        if (!begun || reading || response.closed() || response.writeQueueFull()) {
            return;
        }
        reading = true;
        feed.after(position, page)
                .subscribe()
                .with(events -> loop.runOnContext(now -> write(events)), failure -> loop.runOnContext(now -> cut()));
    }

    private void write(List<Feed.Event> events) {
        if (context.response().closed()) {
            return;
        }
        int written = (int) events.stream().takeWhile(this::written).count();
        // Only now: there may be room again while it is written.
        reading = false;
        Access.read(context, written);
        boolean more = written < events.size() || written == page || head > position && written > 0;
        page = written < events.size() ? Math.max(1, written) : Math.min(PAGE, page * 2);
        if (more) {
            read();
        }
    }

    /** False where there is no room for it: it is read again when there is. */
    private boolean written(Feed.Event event) {
        if (context.response().writeQueueFull()) {
            return false;
        }
        position = event.id();
        context.response().write(event.text());
        return true;
    }

    /** A heartbeat for who listens, the end for who no longer takes what is sent, or may no longer see it. */
    void tend(Instant now, Duration patience) {
        loop.runOnContext(tick -> {
            if (begun && !context.response().closed()) {
                beat(now, patience);
            }
        });
    }

    private void beat(Instant now, Duration patience) {
        if (!context.response().writeQueueFull()) {
            fullSince = null;
            context.response().write(":\n\n");
            check();
            read();
        } else if (fullSince == null) {
            fullSince = now;
        } else if (!now.isBefore(fullSince.plus(patience))) {
            cut();
        }
    }

    private void check() {
        Access.again(context)
                .subscribe()
                .with(
                        again -> loop.runOnContext(checked -> endUnless(again.may(Permission.VIEW_AUDIT))),
                        refused -> loop.runOnContext(checked -> endUnless(false)));
    }

    private void endUnless(boolean allowed) {
        if (!allowed && !context.response().closed() && !context.response().ended()) {
            context.response().end();
        }
    }

    private void cut() {
        context.response().reset();
    }
}
