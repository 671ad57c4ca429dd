package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {

    /** A question for a time looks into what was received in the day before. */
    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT24H, true", "PT24H1S, false"})
    void takesNothingFromTheFutureThatReadersWouldNotFind(String setting, boolean fits) throws Exception {
        IngestConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IngestConfig.class)
                .withDefaultValue("sealwatch.ingest.max-future", setting)
                .build()
                .getConfigMapping(IngestConfig.class);

        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(validators
                            .getValidator()
                            .forExecutables()
                            .validateReturnValue(config, IngestConfig.class.getMethod("maxFuture"), config.maxFuture()))
                    .hasSize(fits ? 0 : 1);
        }
    }
}
