package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sealwatch.alerting.AlertDetails.Details;
import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.AlertStore.Judged;
import dev.sealwatch.alerting.AlertStore.Listed;
import dev.sealwatch.alerting.AlertTexts.Described;
import dev.sealwatch.alerting.Alerts.Outcome;
import dev.sealwatch.alerting.Alerts.Resolution;
import dev.sealwatch.alerting.Outbox.Sent;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters.Pagination;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

@Path("/api/siem/alerts")
class AlertResource {

    /** An alert with what was told about it and what came to it. */
    record Whole(@JsonUnwrapped Described described, List<Sent> notifications, List<Judged> decisions) {}

    /** The answer to the list. */
    record AlertPage(List<Described> alerts, Pagination pagination) {}

    private final AlertStore store;
    private final AlertDetails details;
    private final Alerts alerts;
    private final RuleStore rules;
    private final AlertTexts texts;

    AlertResource(AlertStore store, AlertDetails details, Alerts alerts, RuleStore rules, AlertTexts texts) {
        this.store = store;
        this.details = details;
        this.alerts = alerts;
        this.rules = rules;
        this.texts = texts;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<AlertPage> page(UriInfo uri, @Context RoutingContext context) {
        return ruleIds()
                .map(known -> AlertQuery.of(uri.getQueryParameters(), known))
                .flatMap(store::page)
                .map(found -> shown(found, context))
                .invoke(page -> Access.read(context, page.alerts().size()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<Whole> one(long id, @Context RoutingContext context) {
        return details.of(id).map(found -> whole(found, context));
    }

    @POST
    @Path("{id}/acknowledge")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Described> acknowledge(long id, @Context RoutingContext context) {
        return alerts.acknowledge(id, Access.caller(context)).map(alert -> described(alert, context));
    }

    @POST
    @Path("{id}/resolve")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Described> resolve(long id, @Valid Resolution how, @Context RoutingContext context) {
        return alerts.resolve(id, how == null ? Resolution.SILENT : how, Access.caller(context))
                .map(alert -> described(alert, context));
    }

    @POST
    @Path("bulk")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Outcome> change(@NotNull @Valid BulkRequest request, @Context RoutingContext context) {
        return ruleIds()
                .map(request::selection)
                .flatMap(selection -> alerts.take(selection, request.step(), request.asked(), Access.caller(context)));
    }

    private Uni<Set<String>> ruleIds() {
        return rules.all().map(all -> all.stream().map(Rule::id).collect(Collectors.toSet()));
    }

    private AlertPage shown(Listed found, RoutingContext context) {
        List<Described> shown =
                found.alerts().stream().map(alert -> described(alert, context)).toList();
        return new AlertPage(shown, found.pagination());
    }

    private Whole whole(Details found, RoutingContext context) {
        return new Whole(described(found.alert(), context), found.notifications(), found.decisions());
    }

    private Described described(Alert alert, RoutingContext context) {
        Locale language = Viewer.accepted(context.request().getHeader("Accept-Language"));
        return texts.describe(alert, language);
    }
}
