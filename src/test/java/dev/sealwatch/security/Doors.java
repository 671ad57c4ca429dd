package dev.sealwatch.security;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** A route and a resource behind the gate that tell whom it let in. */
@ApplicationScoped
class Doors {

    void register(@Observes Router router) {
        router.get("/api/test/route").handler(context -> {
            try {
                context.end(told(Access.require(context, Permission.VIEW_AUDIT)));
            } catch (dev.sealwatch.platform.Refusal refusal) {
                context.fail(refusal);
            }
        });
    }

    private static String told(Caller caller) {
        return new JsonObject()
                .put("principal", caller.principal())
                .put(
                        "permissions",
                        new JsonArray(caller.permissions().stream().sorted().toList()))
                .put("address", caller.address().text())
                .encode();
    }

    @Path("/api/test/resource")
    @RolesAllowed(Permission.VIEW_AUDIT)
    static class Resource {

        @GET
        public String who(@Context RoutingContext context) {
            return told(Access.caller(context));
        }
    }
}
