package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recipe of the container image: no engine builds it here, so its text is held to what it must be. */
class ImageTest {

    private static final List<String> RECIPE = instructions();

    @Test
    void takesBothBaseImagesAsArguments() {
        assertThat(arguments("ARG"))
                .allMatch(argument -> argument.matches("(BUILDER|RUNTIME)=quay\\.io/quarkus/.+:.+"));
        assertThat(arguments("FROM")).containsExactly("${BUILDER} AS build", "${RUNTIME}");
    }

    @Test
    void copiesWhatIsThere() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(arguments("COPY"))
                .filteredOn(copy -> !copy.startsWith("--from"))
                .flatMap(ImageTest::copied)
                .isNotEmpty()
                .allMatch(source -> Files.exists(Path.of(source)))
                .doesNotContainAnyElementsOf(ignored);
    }

    @Test
    void buildsWithTheNativeProfile() {
        assertThat(arguments("RUN"))
                .singleElement()
                .asString()
                .startsWith("./mvnw ")
                .contains("-Pnative");
    }

    @Test
    void runsAsNobodyInParticular() {
        assertThat(arguments("USER").get(1)).matches("[1-9]\\d*");
        assertThat(RECIPE).filteredOn(line -> line.startsWith("HEALTHCHECK")).isEmpty();
        assertThat(arguments("EXPOSE")).containsExactly("8080");
        assertThat(arguments("ENTRYPOINT")).containsExactly("[\"/work/sealwatch\"]");
    }

    @Test
    void knowsEveryInstruction() {
        assertThat(RECIPE).allMatch(line -> line.matches("(ARG|FROM|USER|WORKDIR|COPY|RUN|ENV|EXPOSE|ENTRYPOINT) .+"));
    }

    private static List<String> instructions() {
        try (Stream<String> lines = Files.lines(Path.of("Dockerfile.native"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The recipe can't be read", e);
        }
    }

    private static List<String> arguments(String instruction) {
        return RECIPE.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    /** All words but the options and the target. */
    private static List<String> copied(String copy) {
        List<String> words = Stream.of(copy.split(" "))
                .filter(word -> !word.startsWith("--"))
                .toList();
        return words.subList(0, words.size() - 1);
    }
}
