package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README tells of what is there: all settings, all libraries, the commands that CI runs. */
class ReadmeTest {

    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(sealwatch\\.[^`]+)` \\| (?:`([^`]*)`|…|) \\|");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./mvnw (.+)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>(?:(?!</dependency>).)*?<artifactId>([^<]+)</artifactId>", Pattern.DOTALL);

    private final String readme = read("README.md");

    @Test
    void listsEverySettingAndNoOther() {
        assertThat(matches(SETTING, readme).map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Settings.mapped());
    }

    @Test
    void saysTheDefaultsThatHold() {
        Map<String, String> told = matches(SETTING, readme)
                .filter(match -> match.group(2) != null)
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));

        assertThat(Settings.defaults()).containsAllEntriesOf(told);
    }

    @Test
    void namesVariablesThatExist() {
        assertThat(matches(VARIABLE, readme).map(match -> match.group(1)))
                .isNotEmpty()
                .isSubsetOf(Settings.environment());
    }

    @Test
    void givesTheCommandsThatRunInCi() {
        String ci = read(".ci/run");

        assertThat(matches(COMMAND, readme).map(match -> match.group(1)))
                .containsExactly("quarkus:dev", "verify")
                .allMatch(goal -> ci.contains("./mvnw -B " + goal));
    }

    @Test
    void givesAReasonForEveryLibrary() {
        String pom = read("pom.xml");
        String dependencies = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));

        assertThat(matches(DEPENDENCY, dependencies).map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(artifact -> readme.contains("`" + artifact + "`"));
    }

    @Test
    void linksToWhatIsThere() {
        assertThat(matches(LINK, readme).map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(target -> Files.exists(Path.of(target)));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(file + " can't be read", e);
        }
    }
}
