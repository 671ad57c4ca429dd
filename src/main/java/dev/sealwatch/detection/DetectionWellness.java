package dev.sealwatch.detection;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Says at {@code /q/health/well} which detectors fail or lag; a replica is ready all the same, for ingest. */
@Wellness
@ApplicationScoped
class DetectionWellness implements AsyncHealthCheck {

    private final HealthStore health;

    DetectionWellness(HealthStore health) {
        this.health = health;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return health.all()
                .map(DetectionWellness::response)
                .onFailure()
                .recoverWithItem(() -> HealthCheckResponse.named("detection")
                        .withData("error", "The database does not answer.")
                        .down()
                        .build());
    }

    private static HealthCheckResponse response(List<DetectorHealth> detectors) {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("detection").status(detectors.stream().allMatch(DetectorHealth::isWell));
        detectors.forEach(
                detector -> response.withData(detector.type(), detector.health().word()));
        return response.build();
    }
}
