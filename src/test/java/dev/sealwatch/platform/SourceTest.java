package dev.sealwatch.platform;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources themselves keep to: sizes, comments, nothing left over. */
class SourceTest {

    private static final int LINES_A_FILE = 120;
    private static final int LINES_A_METHOD = 25;
    // In two parts, or this file would break its own rule.
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern TABLE = Pattern.compile("(?m)^create (?:unlogged )?table (?:if not exists )?(\\w+)");

    private static final List<Source> PRODUCTION = Source.below(Path.of("src/main/java"));
    private static final List<Source> ALL = Source.below(Path.of("src"));

    @Test
    void aFileIsShort() {
        assertThat(PRODUCTION)
                .filteredOn(source -> Source.codeLines(source.lines()) > LINES_A_FILE)
                .extracting(Source::path)
                .isEmpty();
    }

    @Test
    void aMethodIsShort() {
        assertThat(ALL)
                .flatMap(Source::methods)
                .filteredOn(method -> method.codeLines().orElse(0) > LINES_A_METHOD)
                .isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        assertThat(ALL)
                .filteredOn(source -> !source.path().endsWith("package-info.java"))
                .flatMap(Source::types)
                .filteredOn(type -> type.isPublic() && !type.hasJavadoc())
                .isEmpty();
    }

    @Test
    void everySettingIsExplainedOrHasADefault() {
        assertThat(PRODUCTION)
                .filteredOn(source -> source.path().toString().endsWith("Config.java"))
                .flatMap(SourceTest::settings)
                .filteredOn(setting ->
                        !setting.hasJavadoc() && !setting.annotations().contains("WithDefault"))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(ALL)
                .filteredOn(source -> source.lines().stream().anyMatch(LEFT_OVER.asPredicate()))
                .extracting(Source::path)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyRoomHasADoor(Path room) {
        assertThat(room.resolve("package-info.java")).isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void everyTableSaysWhatItHolds(Path migration) throws IOException {
        String sql = Files.readString(migration);

        assertThat(TABLE.matcher(sql).results().map(MatchResult::group).map(SourceTest::lastWord))
                .filteredOn(not(table -> sql.contains("comment on table " + table + " is '")))
                .isEmpty();
    }

    @Test
    void nothingIsMocked() {
        assertThatThrownBy(() -> Class.forName("org.mockito.Mockito")).isInstanceOf(ClassNotFoundException.class);
    }

    static Stream<Path> rooms() throws IOException {
        return Files.list(Path.of("src/main/java/dev/sealwatch"));
    }

    static Stream<Path> migrations() throws IOException {
        return Files.list(Path.of("src/main/resources/db/migration"));
    }

    /** Declarations, but for those that only lead to a group of settings. */
    private static List<Source.Method> settings(Source config) {
        return config.methods().stream()
                .filter(method -> method.codeLines().isEmpty() && !config.declares(method.type()))
                .toList();
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
