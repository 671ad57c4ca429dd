package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Supplier;

/** Who is behind a request. A REST resource asks with its {@code @Context RoutingContext}, a Vert.x route with its own. */
public final class Access {

    private static final String CALLER = "sealwatch.caller";
    private static final String AGAIN = "sealwatch.again";
    private static final String READ = "sealwatch.read";

    private Access() {}

    /** @throws Refusal 401 where nobody was let in. */
    public static Caller caller(RoutingContext context) {
        Caller caller = context.get(CALLER);
        if (caller == null || caller.isAnonymous()) {
            throw Refusal.unauthenticated("Send a valid token: Authorization: Bearer <token>.");
        }
        return caller;
    }

    /**
     * The caller, if he holds the permission.
     *
     * @throws Refusal 401 or 403
     */
    public static Caller require(RoutingContext context, String permission) {
        Caller caller = caller(context);
        if (!caller.may(permission)) {
            throw Refusal.lacking(Set.of(permission));
        }
        return caller;
    }

    /** Tells the audit trail how many entries were read, or how many more. */
    public static void read(RoutingContext context, long entries) {
        context.put(READ, context.get(READ, 0L) + entries);
    }

    /** Null where nobody told. */
    static Long read(RoutingContext context) {
        return context.get(READ);
    }

    /** Also for somebody without a token: his address counts too. */
    static Caller anyone(RoutingContext context) {
        return context.get(CALLER);
    }

    /** Asks anew who is behind a request that is answered for long; fails once his token no longer counts. */
    public static Uni<Caller> again(RoutingContext context) {
        Supplier<Uni<Caller>> question = context.get(AGAIN);
        return question.get();
    }

    static void enter(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
    }

    /** @param again tells him from his request, as it did the first time */
    static void enter(RoutingContext context, Caller caller, Supplier<Uni<Caller>> again) {
        enter(context, caller);
        context.put(AGAIN, again);
    }
}
