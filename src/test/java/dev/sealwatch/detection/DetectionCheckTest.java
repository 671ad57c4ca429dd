package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Base", "europe/bucharest", "+99:00", "EET, or so"})
    void namesTheSettingThatIsNoZone(String zone) {
        assertThat(refusals(zone)).singleElement().asString().contains("sealwatch.detection.zone", zone, "IANA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Bucharest", "+02:00", "Z"})
    void takesZones(String zone) {
        assertThat(refusals(zone)).isEmpty();
    }

    private static List<String> refusals(String zone) {
        DetectionConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DetectionConfig.class)
                .withDefaultValue("sealwatch.detection.zone", zone)
                .build()
                .getConfigMapping(DetectionConfig.class);
        return new DetectionCheck(config).refusals().await().indefinitely();
    }
}
