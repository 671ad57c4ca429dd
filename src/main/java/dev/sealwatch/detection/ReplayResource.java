package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sealwatch.detection.AnomalyTexts.Text;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Locale;

@Path("/api/siem/detection/replay")
@RolesAllowed(Permission.MANAGE)
class ReplayResource {

    /** An anomaly as it would be, without an id. */
    record Imagined(
            @JsonUnwrapped Anomaly anomaly, @JsonUnwrapped Text text) {}

    /** The answer. */
    record ReplayAnswer(List<Imagined> anomalies) {}

    private final Replay replay;
    private final AnomalyTexts texts;
    private final Detectors detectors;
    private final ReplayConfig config;

    ReplayResource(Replay replay, AnomalyTexts texts, Detectors detectors, ReplayConfig config) {
        this.replay = replay;
        this.texts = texts;
        this.detectors = detectors;
        this.config = config;
    }

    @POST
    public Uni<ReplayAnswer> replay(@NotNull @Valid ReplayRequest request, @Context RoutingContext context) {
        request.check(detectors.types(), config.longest());
        Locale language = Viewer.accepted(context.request().getHeader("Accept-Language"));
        return replay.run(request)
                .map(all -> all.stream()
                        .map(anomaly -> new Imagined(anomaly, texts.of(anomaly, language)))
                        .toList())
                .invoke(all -> Access.read(context, all.size()))
                .map(ReplayAnswer::new);
    }
}
