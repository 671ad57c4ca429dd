package dev.sealwatch.ingest;

import dev.sealwatch.ingest.DeadLetterStore.DeadLetter;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

@Path("/api/siem/dead-letters")
@RolesAllowed(Permission.VIEW_AUDIT)
class DeadLetterResource {

    /** The answer. */
    record DeadLetterPage(List<DeadLetter> deadLetters, Pagination pagination) {}

    /** Where in the list it is. */
    record Pagination(int limit, int offset, long total) {}

    private final DeadLetterStore letters;

    DeadLetterResource(DeadLetterStore letters) {
        this.letters = letters;
    }

    @GET
    public Uni<DeadLetterPage> page(UriInfo uri, @Context RoutingContext context) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "offset"));
        int limit = parameters.limit();
        int offset = parameters.offset();
        parameters.refuseFaults();
        return Uni.combine()
                .all()
                .unis(letters.page(limit, offset), letters.count())
                .asTuple()
                .map(found -> new DeadLetterPage(found.getItem1(), new Pagination(limit, offset, found.getItem2())))
                .invoke(page -> Access.read(context, page.deadLetters().size()));
    }
}
