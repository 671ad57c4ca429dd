package dev.sealwatch.integrity;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Whether entries are what was stored: one of them, or all. */
@Path("/api/siem/logs")
@RolesAllowed(Permission.VIEW_AUDIT)
class EntryResource {

    private final EntryVerification entries;
    private final Verifications verifications;
    private final ObjectMapper json;

    EntryResource(EntryVerification entries, Verifications verifications, ObjectMapper json) {
        this.entries = entries;
        this.verifications = verifications;
        this.json = json;
    }

    @GET
    @Path("{log_id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<byte[]> find(@RestPath("log_id") String logId, UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("principal"));
        Optional<String> principal = parameters.one("principal");
        parameters.refuseFaults();
        return entries.find(VerifyRequest.uuid("log_id", logId), principal).map(VerifiedEntry::json);
    }

    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Verdict>> verify(byte[] body, @Context RoutingContext context) throws IOException {
        Selection selection = VerifyRequest.read(body, context.request().getHeader("Content-Type"), json);
        return verifications
                .verify(selection, Access.caller(context).principal())
                .map(EntryResource::answer);
    }

    private static RestResponse<Verdict> answer(Verifications.Answer answer) {
        URI run = URI.create("/api/siem/verifications/" + answer.id());
        return answer.verdict()
                .map(RestResponse::ok)
                .orElseGet(() -> ResponseBuilder.<Verdict>create(Status.ACCEPTED)
                        .location(run)
                        .build());
    }
}
