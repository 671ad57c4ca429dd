package dev.sealwatch.intel;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters.Pagination;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/siem/threats")
class ThreatResource {

    /** The answer to the list. */
    record ThreatPage(List<Threat> threats, Pagination pagination) {}

    private final ThreatStore store;
    private final Threats threats;
    private final ThreatTexts texts;

    ThreatResource(ThreatStore store, Threats threats, ThreatTexts texts) {
        this.store = store;
        this.threats = threats;
        this.texts = texts;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<ThreatPage> page(UriInfo uri, @Context RoutingContext context) {
        ThreatQuery query = ThreatQuery.of(uri.getQueryParameters());
        return Uni.combine()
                .all()
                .unis(store.page(query), store.count(query))
                .asTuple()
                .map(found -> page(query, found.getItem1(), found.getItem2(), context))
                .invoke(page -> Access.read(context, page.threats().size()));
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Permission.MANAGE)
    public Uni<Threat> add(@NotNull @Valid SentThreat threat, @Context RoutingContext context) {
        return threats.add(threat, Access.caller(context));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Threat> change(long id, @NotNull @Valid SentThreat threat, @Context RoutingContext context) {
        return threats.change(id, threat, Access.caller(context));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Void> remove(long id, @Context RoutingContext context) {
        return threats.remove(id, Access.caller(context));
    }

    private ThreatPage page(ThreatQuery query, List<Threat> found, long total, RoutingContext context) {
        List<Threat> described =
                found.stream().map(threat -> texts.describe(threat, context)).toList();
        return new ThreatPage(described, new Pagination(query.limit(), query.offset(), total, false, null));
    }
}
