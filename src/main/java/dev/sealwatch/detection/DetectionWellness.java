package dev.sealwatch.detection;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Says at {@code /q/health/well} which detectors and stages fail or lag; a replica is ready all the same, for ingest. */
@Wellness
@ApplicationScoped
class DetectionWellness implements AsyncHealthCheck {

    private final HealthStore health;
    private final StageStore stages;

    DetectionWellness(HealthStore health, StageStore stages) {
        this.health = health;
        this.stages = stages;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.combine()
                .all()
                .unis(health.all(), stages.failing())
                .with(DetectionWellness::response)
                .onFailure()
                .recoverWithItem(() -> HealthCheckResponse.named("detection")
                        .withData("error", "The database does not answer.")
                        .down()
                        .build());
    }

    private static HealthCheckResponse response(List<DetectorHealth> detectors, List<String> failing) {
        boolean well = failing.isEmpty() && detectors.stream().allMatch(DetectorHealth::isWell);
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("detection").status(well);
        failing.forEach(stage -> response.withData(stage, DetectorHealth.Health.FAILING.word()));
        detectors.forEach(
                detector -> response.withData(detector.type(), detector.health().word()));
        return response.build();
    }
}
