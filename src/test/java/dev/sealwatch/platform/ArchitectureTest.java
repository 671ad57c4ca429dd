package dev.sealwatch.platform;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms, what each shows and whom it knows. */
class ArchitectureTest {

    /** Who may know whom, besides the ground floor. Data flows down this list; knowledge only points up. */
    static final Map<String, Set<String>> KNOWS = Map.of(
            "logs", Set.of(),
            "integrity", Set.of("logs"),
            "ingest", Set.of("logs", "integrity"),
            "intel", Set.of(),
            "detection", Set.of("logs", "intel"),
            "alerting", Set.of("logs", "integrity", "detection"),
            "notify", Set.of("alerting"),
            "dashboard", Set.of("logs", "integrity", "ingest", "intel", "detection", "alerting", "notify"));

    /** The ground floor, lowest first: each knows only those before it. */
    static final List<String> GROUND_FLOOR = List.of("platform", "pages", "security");

    private static final String ROOT = "dev.sealwatch.";
    private static final int SHOWN_TYPES = 6;

    /** Production code alone, as it was compiled. */
    static final JavaClasses PRODUCTION = new ClassFileImporter().importPath(Path.of("target/classes"));

    static Stream<String> rooms() {
        return Stream.concat(GROUND_FLOOR.stream(), KNOWS.keySet().stream().sorted());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void knowsOnlyTheRoomsOnItsList(String room) {
        String[] strangers = rooms().filter(other -> !mayKnow(room, other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers)
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @Test
    void everyClassLivesInARoom() {
        classes()
                .should()
                .resideInAnyPackage(rooms().map(room -> ROOT + room).toArray(String[]::new))
                .check(PRODUCTION);
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void showsAtMostSixTypes(String room) {
        List<String> shown = PRODUCTION.stream()
                .filter(type -> type.getPackageName().equals(ROOT + room))
                .filter(ArchitectureTest::isShown)
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(shown).hasSizeLessThanOrEqualTo(SHOWN_TYPES);
    }

    @ParameterizedTest
    @FieldSource("GROUND_FLOOR")
    void theGroundFloorIsNotOnTheList(String room) {
        assertThat(KNOWS).doesNotContainKey(room);
    }

    static boolean mayKnow(String room, String other) {
        int floor = GROUND_FLOOR.indexOf(room);
        if (floor >= 0) {
            return GROUND_FLOOR.subList(0, floor + 1).contains(other);
        }
        return other.equals(room)
                || GROUND_FLOOR.contains(other)
                || KNOWS.get(room).contains(other);
    }

    private static boolean isShown(JavaClass type) {
        return type.isTopLevelClass()
                && type.getModifiers().contains(PUBLIC)
                && !type.isAnnotatedWith(ConfigMapping.class)
                && !type.isAnnotatedWith(QuarkusMain.class);
    }
}
