package dev.sealwatch.logs;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Permission;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells pages and programs of entries as they are stored, so many of them and no more. */
@ApplicationScoped
class TailRoute {

    private static final int RETRY_SECONDS = 30;
    private static final Set<String> KNOWN = Stream.concat(LogFilter.PARAMETERS.stream(), Stream.of(Traits.COUNTED))
            .collect(Collectors.toUnmodifiableSet());

    private final Set<Tail> open = ConcurrentHashMap.newKeySet();
    private final Frames frames;
    private final TailStore store;
    private final LogsConfig config;

    TailRoute(Frames frames, TailStore store, LogsConfig config) {
        this.frames = frames;
        this.store = store;
        this.config = config;
    }

    void register(@Observes Router router) {
        serve(router, "/security/logs/tail", this::page);
        serve(router, "/api/siem/logs/stream", this::stream);
    }

    private static void serve(Router router, String path, Consumer<RoutingContext> answer) {
        router.get(path).handler(context -> {
            try {
                Access.require(context, Permission.VIEW_AUDIT);
                answer.accept(context);
            } catch (Refusal refused) {
                Problems.answer(context, refused);
            }
        });
    }

    private void page(RoutingContext context) {
        Frame frame = frames.of(context);
        LogFilter filter = LogQuery.of(new HashMap<>(frame.query().only(LogQuestion.known())))
                .filter();
        begin(context, filter, new TailLines(frame)::event, frame.query().one("seen"));
    }

    private void stream(RoutingContext context) {
        Parameters parameters = Parameters.of(context.queryParams(), KNOWN);
        LogFilter filter = LogFilter.of(parameters);
        parameters.refuseFaults();
        begin(context, filter, TailRoute::entries, "");
    }

    /** The id comes last: whose connection breaks before is told all of them again. */
    private static String entries(String seen, List<StoredEntry> entries) {
        return entries.stream()
                .map(entry -> "event: entry\ndata: " + entry.json() + "\n\n")
                .collect(Collectors.joining("", "", "id: " + seen + "\n\n"));
    }

    private void begin(
            RoutingContext context,
            LogFilter filter,
            BiFunction<String, List<StoredEntry>, String> event,
            String otherwise) {
        Tail tail = new Tail(context, seen -> store.since(seen, filter, Tail.MOST_LINES), event);
        admit(tail);
        tail.whenEnded(() -> open.remove(tail));
        String broken = context.request().getHeader("Last-Event-ID");
        tail.begin(broken == null ? otherwise : broken);
    }

    private synchronized void admit(Tail tail) {
        if (open.size() >= config.tails()) {
            throw Refusal.unavailable("This replica serves as many live tails as it may.", RETRY_SECONDS);
        }
        long own = open.stream()
                .filter(other -> other.principal().equals(tail.principal()))
                .count();
        if (own >= config.tailsEach()) {
            throw Refusal.tooMany("You have " + own + " live tails open, which is the most.", RETRY_SECONDS);
        }
        open.add(tail);
    }
}
