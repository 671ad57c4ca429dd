package dev.sealwatch.alerting;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/siem/mutes")
@RolesAllowed(Permission.MANAGE)
class MuteResource {

    /** The answer to the list. */
    record MuteList(List<Mute> mutes) {}

    private final MuteStore store;
    private final Silences silences;

    MuteResource(MuteStore store, Silences silences) {
        this.store = store;
        this.silences = silences;
    }

    @GET
    public Uni<MuteList> current() {
        return store.current().map(MuteList::new);
    }

    @POST
    @ResponseStatus(201)
    public Uni<Mute> add(@NotNull @Valid SentMute mute, @Context RoutingContext context) {
        return silences.mute(mute, Access.caller(context));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> remove(long id, @Context RoutingContext context) {
        return silences.unmute(id, Access.caller(context));
    }
}
