package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.pages.Viewer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a detector needs beside its file, so that none of it is forgotten. */
@QuarkusTest
class DetectorsTest {

    @Inject
    Detectors detectors;

    @Inject
    AnomalyTexts texts;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ro"})
    void haveATitleAndASentence(String language) {
        Locale locale = Viewer.accepted(language);

        assertThat(shipped()).allSatisfy(detector -> {
            String type = detector.type();
            AnomalyTexts.Text text = texts.of(new AnomalyTexts.Facts(type, "anna", 12, 10, 600, false), locale);
            assertThat(text.title()).isNotBlank().isNotEqualTo(type).doesNotContain("{", "}");
            assertThat(text.description())
                    .contains("anna", ": 12 ", " 10 min (", "10).")
                    .doesNotStartWith("anna:")
                    .doesNotContain("{", "}");
        });
    }

    @Test
    void areDescribedWhereTheyAreLookedUp() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String api = Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml"));

        assertThat(shipped()).allSatisfy(detector -> {
            assertThat(readme)
                    .containsPattern("(?m)^\\| `" + detector.type() + "` \\| .* \\| "
                            + String.join(", ", detector.attack()) + " \\|$");
            assertThat(api)
                    .containsPattern("DetectorType:\\n      type: string\\n      enum:\\n(        - \\w+\\n)*"
                            + "        - " + detector.type() + "\\n");
        });
    }

    @Test
    void haveNamesOfTheirOwn() {
        assertThat(detectors.all()).extracting(Detector::type).doesNotHaveDuplicates();
    }

    /** Else a rule that was changed would count on with what another one counted. */
    @Test
    void aChangedRuleIsAnother() {
        Rule other = new Rule(77, Duration.ofSeconds(77));

        assertThat(detectors.all()).allSatisfy(detector -> {
            Detector changed = detector.with(other);
            assertThat(changed.rule()).isEqualTo(other);
            assertThat(changed.type()).isEqualTo(detector.type());
            assertThat(changed.fingerprint()).isNotEqualTo(detector.fingerprint());
            assertThat(changed.with(detector.rule())).isEqualTo(detector);
            assertThat(changed.with(detector.rule()).fingerprint()).isEqualTo(detector.fingerprint());
        });
    }

    private List<Detector> shipped() {
        Stream<Detector> all = detectors.all().stream();
        return all.filter(detector -> !(detector instanceof AccountLockout)).toList();
    }
}
