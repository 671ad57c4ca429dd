package dev.sealwatch.notify;

import dev.sealwatch.notify.FeedStore.Standing;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.security.Access;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The number beside the link to notifications, on every page. */
@ApplicationScoped
class UnreadBell implements Frames.Bell {

    private final FeedStore store;

    UnreadBell(FeedStore store) {
        this.store = store;
    }

    /** A page is worth more than this number: it is shown without where it can't be had. */
    @Override
    public Uni<Long> unread(RoutingContext context) {
        return Uni.createFrom()
                .deferred(() -> store.standing(Access.caller(context).principal()))
                .map(Standing::unread)
                .onFailure()
                .recoverWithItem(0L);
    }
}
