package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Language;
import dev.sealwatch.notify.FeedStore.Shown;
import dev.sealwatch.notify.FeedStore.Standing;
import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Alerts as they are raised, and those that a user has not read. */
@ApplicationScoped
class NotificationRoute {

    private static final int MOST = 100;
    private static final int MOST_DIGITS = 18;

    private final FeedStore store;
    private final Streams streams;
    private final Cards cards;

    NotificationRoute(FeedStore store, Streams streams, Cards cards) {
        this.store = store;
        this.streams = streams;
        this.cards = cards;
    }

    void register(@Observes Router router) {
        router.get("/api/siem/notifications").handler(this::stream);
        router.get("/api/siem/notifications/unread").handler(this::unread);
    }

    private void stream(RoutingContext context) {
        Caller caller = let(context);
        Optional<Long> last = Optional.ofNullable(context.request().getHeader("Last-Event-ID"))
                .map(NotificationRoute::position);
        Stream stream = new Stream(context, caller, feed(context));
        streams.open(stream);
        context.addEndHandler(ended -> streams.close(stream));
        // A page may have seen more than there is, of a database that was restored since.
        store.head()
                .map(head -> Math.min(head, last.orElse(head)))
                .subscribe()
                .with(stream::begin, failure -> Problems.answer(context, failure));
    }

    private Feed feed(RoutingContext context) {
        Language language = Language.accepted(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return (after, limit) -> store.after(after, limit)
                .map(found -> found.stream()
                        .map(shown -> new Feed.Event(
                                shown.position(), "alert." + shown.notice().event(), json(shown, language)))
                        .toList());
    }

    private void unread(RoutingContext context) {
        Caller caller = let(context);
        Language language = Language.accepted(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        Uni.combine()
                .all()
                .unis(store.standing(caller.principal()), store.unread(caller.principal(), MOST))
                .with((standing, latest) -> answer(standing, latest, language, context))
                .subscribe()
                .with(
                        answer -> context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                                .end(answer.encode()),
                        failure -> Problems.answer(context, failure));
    }

    private JsonObject answer(Standing standing, List<Shown> latest, Language language, RoutingContext context) {
        Access.read(context, latest.size());
        JsonArray notifications = new JsonArray();
        latest.forEach(shown -> notifications.add(json(shown, language)));
        return new JsonObject()
                .put("unread", standing.unread())
                .put("last_id", standing.head())
                .put("notifications", notifications);
    }

    private JsonObject json(Shown shown, Language language) {
        return shown.notice().in(language, cards.base()).json().put("id", shown.position());
    }

    private static Caller let(RoutingContext context) {
        Caller caller = Access.require(context, Permission.VIEW_AUDIT);
        Parameters.of(context.queryParams(), Set.of()).refuseFaults();
        return caller;
    }

    private static long position(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(Character::isDigit);
        if (!digits) {
            throw Refusal.invalid("Last-Event-ID", "Expected the id of an event that was received.");
        }
        return Long.parseLong(text);
    }
}
