package dev.sealwatch.integrity;

import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** The history of verifications, and the progress of those under way. */
@Path("/api/siem/verifications")
@RolesAllowed(Permission.VIEW_AUDIT)
class VerificationResource {

    private static final Set<String> PAGING = Set.of("limit", "offset");

    private final Verifications verifications;

    VerificationResource(Verifications verifications) {
        this.verifications = verifications;
    }

    @RegisterForReflection
    record History(List<VerificationRun> verifications) {}

    @GET
    public Uni<History> latest(UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), PAGING);
        int limit = parameters.limit();
        int offset = parameters.offset();
        parameters.refuseFaults();
        return verifications.latest(limit, offset).map(History::new);
    }

    @GET
    @Path("{id}")
    public Uni<VerificationRun> find(String id) {
        return verifications.find(VerifyRequest.uuid("id", id));
    }
}
