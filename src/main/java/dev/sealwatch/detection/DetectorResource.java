package dev.sealwatch.detection;

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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.List;

@Path("/api/siem/detectors")
class DetectorResource {

    /** The answer to the list. */
    record DetectorList(List<DetectorHealth> detectors) {}

    /** What may be set. @param windowSeconds at most a week: what a detector reads around an event is bounded by it */
    record DetectorRule(
            @NotNull @Min(1) @Max(1_000_000) Integer threshold,
            @NotNull @Min(1) @Max(604_800) Long windowSeconds) {

        Rule rule() {
            return new Rule(threshold, Duration.ofSeconds(windowSeconds));
        }
    }

    private final HealthStore health;
    private final DetectorSettings settings;

    DetectorResource(HealthStore health, DetectorSettings settings) {
        this.health = health;
        this.settings = settings;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<DetectorList> all() {
        return health.all().map(DetectorList::new);
    }

    @PUT
    @Path("{type}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<DetectorHealth> change(String type, @NotNull @Valid DetectorRule rule, @Context RoutingContext context) {
        return settings.change(type, rule.rule(), Access.caller(context))
                .chain(health::all)
                .map(all -> find(type, all));
    }

    /** The configured rule holds again. */
    @DELETE
    @Path("{type}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<DetectorHealth> reset(String type, @Context RoutingContext context) {
        return settings.reset(type, Access.caller(context)).chain(health::all).map(all -> find(type, all));
    }

    private static DetectorHealth find(String type, List<DetectorHealth> all) {
        return all.stream()
                .filter(detector -> detector.type().equals(type))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("detector", type));
    }
}
