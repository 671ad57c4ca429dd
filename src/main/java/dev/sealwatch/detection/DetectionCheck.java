package dev.sealwatch.detection;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** Whether its settings can be worked with. */
@Singleton
class DetectionCheck implements Refusal.OfStart {

    private final DetectionConfig config;

    DetectionCheck(DetectionConfig config) {
        this.config = config;
    }

    @Override
    public Uni<List<String>> refusals() {
        return Uni.createFrom().item(ofZone(config.zone()));
    }

    static List<String> ofZone(String zone) {
        try {
            ZoneId.of(zone);
            return List.of();
        } catch (DateTimeException unknown) {
            return List.of("sealwatch.detection.zone is no time zone: " + zone
                    + ". Write a name of the IANA database, such as Europe/Bucharest, or an offset, such as +02:00.");
        }
    }
}
