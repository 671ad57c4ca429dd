package dev.sealwatch.notify;

import dev.sealwatch.notify.Dispatch.Tried;
import dev.sealwatch.notify.LedgerStore.Entry;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters;
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
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/siem/channels")
@RolesAllowed(Permission.MANAGE)
class ChannelResource {

    /** The answer to the list. */
    record All(List<Channel> channels) {}

    /** The latest attempts first. */
    record Deliveries(List<Entry> deliveries) {}

    private final ChannelStore store;
    private final Channels channels;
    private final Trial trial;
    private final LedgerStore ledger;

    ChannelResource(ChannelStore store, Channels channels, Trial trial, LedgerStore ledger) {
        this.store = store;
        this.channels = channels;
        this.trial = trial;
        this.ledger = ledger;
    }

    @GET
    public Uni<All> all(@Context RoutingContext context) {
        return store.all().invoke(all -> Access.read(context, all.size())).map(All::new);
    }

    @POST
    @ResponseStatus(201)
    public Uni<Channel> add(@NotNull @Valid SentChannel channel, @Context RoutingContext context) {
        return channels.add(channel, Access.caller(context));
    }

    @PUT
    @Path("{id}")
    public Uni<Channel> change(UUID id, @NotNull @Valid SentChannel channel, @Context RoutingContext context) {
        return channels.change(id, channel, Access.caller(context));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> remove(UUID id, @Context RoutingContext context) {
        return channels.remove(id, Access.caller(context));
    }

    /** What came of it is in the answer, which is 200 whether the receiver took it or not. */
    @POST
    @Path("{id}/test")
    public Uni<Entry> test(UUID id, @Context RoutingContext context) {
        return trial.of(id, Access.caller(context)).map(ChannelResource::entry);
    }

    @GET
    @Path("{id}/deliveries")
    public Uni<Deliveries> deliveries(UUID id, UriInfo uri, @Context RoutingContext context) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "offset"));
        int limit = parameters.limit();
        int offset = parameters.offset();
        parameters.refuseFaults();
        return channels.known(id)
                .flatMap(channel -> ledger.attempts(id, limit, offset))
                .invoke(found -> Access.read(context, found.size()))
                .map(Deliveries::new);
    }

    private static Entry entry(Tried tried) {
        return new Entry(
                tried.delivery().notice().event(),
                null,
                null,
                tried.delivery().attempt(),
                tried.delivery().createdAt(),
                tried.fate().outcome(),
                tried.receipt().status(),
                tried.receipt().error(),
                tried.delivery().id());
    }
}
