package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

@Path("/api/siem/alert-rules")
class RuleResource {

    /** A rule with its name. */
    record Named(@JsonUnwrapped Rule rule, String name) {}

    /** The answer to the list. */
    record RuleList(List<Named> rules) {}

    private final AlertRules rules;
    private final AlertTexts texts;

    RuleResource(AlertRules rules, AlertTexts texts) {
        this.rules = rules;
        this.texts = texts;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<RuleList> all(@Context RoutingContext context) {
        return rules.all()
                .map(all -> new RuleList(
                        all.stream().map(rule -> named(rule, context)).toList()));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Named> change(String id, @NotNull @Valid RuleChange change, @Context RoutingContext context) {
        return rules.change(id, change, Access.caller(context)).map(rule -> named(rule, context));
    }

    private Named named(Rule rule, RoutingContext context) {
        String asked = context.request().getHeader("Accept-Language");
        return new Named(rule, texts.name(rule, Viewer.accepted(asked)));
    }
}
