package dev.sealwatch.logs;

import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

@Path("/api/siem/sources")
class SourceResource {

    /** The answer to the list. */
    record SourceList(List<Source> sources) {}

    /** What may be set. @param name may be left out: a source keeps the name of its path */
    record SourceSettings(
            String name,
            @NotNull Priority priority,
            @NotNull @Min(1) @Max(65_535) Integer retentionDays) {

        Source of(String path) {
            if (name != null && !name.equals(path)) {
                throw Refusal.invalid("name", "Expected " + path + ", as in the path: a source keeps its name.");
            }
            return new Source(path, priority, retentionDays);
        }
    }

    private final Sources sources;

    SourceResource(Sources sources) {
        this.sources = sources;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<SourceList> all() {
        return sources.all().map(SourceList::new);
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Source> change(
            @Pattern(regexp = "[a-z][a-z0-9_]{0,63}", message = "Expected lower_snake_case, 1 to 64 characters.") String name,
            @NotNull @Valid SourceSettings settings,
            @Context RoutingContext context) {
        return sources.change(settings.of(name), Access.caller(context));
    }
}
