package dev.sealwatch.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages, mails and answers say, in both languages. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern CHOICE = Pattern.compile("\\{#case '([^']+)'}");

    /** Letter for letter, and in this order. */
    private static final String ASKED_FOR = """
            title=Security Intelligence
            threatScore=Threat Score
            alerts=Alerts
            anomalies=Anomalies
            threats=Threat Intelligence
            logs=Security Logs
            severity=Severity
            level=Level
            source=Source
            category=Category
            message=Message
            time=Time
            type=Type
            description=Description
            confidence=Confidence
            indicator=Indicator
            threatLevel=Threat Level
            occurrences=Occurrences
            lastSeen=Last Seen
            verifyIntegrity=Verify Integrity
            alertAcknowledged=Alert acknowledged successfully
            alertAcknowledgeFailed=Failed to acknowledge alert
            alertResolved=Alert resolved successfully
            alertResolveFailed=Failed to resolve alert
            anomalyResolved=Anomaly resolved successfully
            anomalyResolveFailed=Failed to resolve anomaly
            exportSuccess=Logs exported successfully
            exportFailed=Failed to export logs
            integrityVerified=Log integrity verified: {{verified}} logs validated
            integrityCompromised=WARNING: {{tampered}} of {{total}} logs have been tampered with!
            integrityCheckFailed=Failed to verify log integrity
            acknowledge=Acknowledge
            resolve=Resolve
            viewDetails=View Details
            alertDetails=Alert Details
            anomalyDetails=Anomaly Details
            resolutionNotes=Resolution Notes
            resolutionNotesPlaceholder=Enter resolution notes...
            criticalAnomalies=Critical Anomalies
            highAnomalies=High Priority Anomalies
            mediumAnomalies=Medium Priority Anomalies
            lowAnomalies=Low Priority Anomalies
            """;

    static Stream<String> bundles() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".properties", ""))
                    .filter(name -> !name.endsWith("_ro"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void sayWhatWasAskedForWordForWord() {
        Properties asked = read(new StringReader(ASKED_FOR));
        Properties english = read("siem");
        assertThat(asked).hasSize(42);
        assertThat(english.stringPropertyNames()).hasSize(42);
        asked.stringPropertyNames()
                .forEach(key -> assertThat(english.getProperty(key.equals("message") ? "messageText" : key))
                        .as(key)
                        .isEqualTo(asked.getProperty(key).replace("{{", "{").replace("}}", "}")));
    }

    @Test
    void sayItInRomanianInOtherWords() {
        Properties english = read("siem");
        Properties romanian = read("siem_ro");
        assertThat(romanian.stringPropertyNames())
                .filteredOn(key -> !key.equals("indicator"))
                .allSatisfy(
                        key -> assertThat(romanian.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void sayTheSameInBothLanguages(String bundle) {
        Properties english = read(bundle);
        Properties romanian = read(bundle + "_ro");
        assertThat(romanian.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(romanian.stringPropertyNames()).allSatisfy(key -> {
            String text = romanian.getProperty(key);
            assertThat(text).as(key).isNotBlank().doesNotContainPattern("[şţŞŢ]");
            assertThat(choices(text).filter(one -> !one.equals("few")).toList())
                    .as(key)
                    .containsAll(choices(english.getProperty(key))
                            .filter(one -> !one.equals("few"))
                            .toList());
        });
    }

    private static Stream<String> choices(String text) {
        return CHOICE.matcher(text).results().map(found -> found.group(1));
    }

    private static Properties read(String bundle) {
        try (Reader text = Files.newBufferedReader(MESSAGES.resolve(bundle + ".properties"))) {
            return read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Reader text) {
        Properties read = new Properties();
        try {
            read.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
