package dev.sealwatch.pages;

import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.platform.ClientAddress;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes the frame of a page from a request. */
@ApplicationScoped
public class Frames {

    private static final String SESSION = "sealwatch.session";
    private static final String UNREAD = "sealwatch.unread";

    /** Who is signed in. @param principal as what he does is signed with. @param csrf what a form has to bring along */
    public record Session(String principal, String name, Set<String> permissions, String csrf) {}

    /** Counts what somebody was told and has not read; the room that tells brings it. */
    public interface Bell {
        Uni<Long> unread(RoutingContext context);
    }

    private static final Session NOBODY = new Session(null, null, Set.of(), null);

    private final Assets assets;
    private final Clock clock;
    private final Bell bell;

    Frames(Assets assets, Clock clock, Bell bell) {
        this.assets = assets;
        this.clock = clock;
        this.bell = bell;
    }

    /** Says who is behind a request for a page. */
    public static void enter(RoutingContext context, Session session) {
        context.put(SESSION, session);
    }

    /** Asks for what every page shows, before one is made. */
    public Uni<Void> prepare(RoutingContext context) {
        return bell.unread(context)
                .invoke(unread -> context.put(UNREAD, unread))
                .replaceWithVoid();
    }

    public Frame of(RoutingContext context) {
        Session session = context.get(SESSION, NOBODY);
        return new Frame(
                Preferences.of(context.request()),
                session,
                Query.of(context.normalizedPath(), context.queryParams()),
                ClientAddress.base(context),
                notice(context),
                assets.version(),
                clock.instant(),
                context.get(UNREAD, 0L));
    }

    /** Goes on to a page after a change, and says there what came of it. @param next what the form said under that name */
    public static <T> RestResponse<T> seeOther(RoutingContext context, String next, Notice notice) {
        return Notices.seeOther(context, next, notice);
    }

    /** Goes on to a page. @param page relative to the base */
    public static <T> RestResponse<T> seeOther(RoutingContext context, String page) {
        return RestResponse.seeOther(URI.create(ClientAddress.base(context) + page));
    }

    /** A page with a status of its own, as where a form is shown again with what is wrong in it. */
    public static Uni<RestResponse<String>> answer(int status, TemplateInstance page) {
        return page.createUni()
                .map(html -> RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), html)
                        .type("text/html; charset=utf-8")
                        .build());
    }

    /** A page of this service, whatever somebody wants us to lead to. */
    public static String next(String wanted) {
        return Notices.next(wanted);
    }

    /** Told once: whoever reads it takes it away. */
    private static Notice notice(RoutingContext context) {
        Cookie told = context.request().getCookie(Notices.COOKIE);
        if (told == null) {
            return null;
        }
        context.response().addCookie(Notices.gone(ClientAddress.base(context)));
        return Notices.read(told.getValue());
    }
}
