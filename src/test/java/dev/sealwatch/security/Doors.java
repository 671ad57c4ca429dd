package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.function.Consumer;

/** Routes and resources behind the gate that tell whom it let in, and how much he brought. */
@ApplicationScoped
class Doors {

    void register(@Observes Router router) {
        router.get("/api/test/route").handler(guarded(Permission.VIEW_AUDIT, Doors::tell));
        router.get("/api/test/manage").handler(guarded(Permission.MANAGE, Doors::tell));
        router.post("/api/test/bytes").handler(guarded(Permission.INGEST, Doors::count));
    }

    private static io.vertx.core.Handler<RoutingContext> guarded(String permission, Consumer<RoutingContext> answer) {
        return context -> {
            try {
                Access.require(context, permission);
                answer.accept(context);
            } catch (Refusal refusal) {
                context.fail(refusal);
            }
        };
    }

    private static void tell(RoutingContext context) {
        context.json(new JsonObject(told(context)));
    }

    private static void count(RoutingContext context) {
        Buffer body = Buffer.buffer();
        context.request().handler(body::appendBuffer).endHandler(end -> context.end(Integer.toString(body.length())));
    }

    private static String told(RoutingContext context) {
        Caller caller = Access.caller(context);
        return new JsonObject()
                .put("principal", caller.principal())
                .put("name", caller.name())
                .put(
                        "permissions",
                        new JsonArray(caller.permissions().stream().sorted().toList()))
                .put("address", caller.address().text())
                .put("agent", caller.userAgent())
                .encode();
    }

    @Path("/api/test/resource")
    @Produces("application/json")
    static class Resource {

        @GET
        @RolesAllowed(Permission.VIEW_AUDIT)
        public String who(@Context RoutingContext context) {
            return told(context);
        }

        @GET
        @Path("manage")
        @RolesAllowed(Permission.MANAGE)
        public String manage(@Context RoutingContext context) {
            return told(context);
        }

        @POST
        @RolesAllowed(Permission.INGEST)
        public int bytes(byte[] body) {
            return body.length;
        }
    }
}
