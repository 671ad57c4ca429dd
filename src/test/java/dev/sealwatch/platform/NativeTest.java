package dev.sealwatch.platform;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sealwatch.platform.ArchitectureTest.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native image can't find out by itself: classes that are looked at or looked for at run time. */
class NativeTest {

    private static final Set<String> LOOKUPS =
            Set.of("forName", "loadClass", "getResource", "getResourceAsStream", "getMethod", "newInstance");

    @Test
    void theEmbeddedDatabaseHasOneDoor() {
        noClasses()
                .that(describe("are not that door", type -> !isEmbedded(type)))
                .should()
                .dependOnClassesThat(describe("need the embedded database", NativeTest::isEmbedded)
                        .or(resideInAnyPackage("io.zonky..")))
                .check(PRODUCTION);
    }

    @Test
    void nothingIsLookedUpByName() {
        noClasses()
                .should()
                .accessTargetWhere(describe("it looks something up by name", NativeTest::looksUp))
                .check(PRODUCTION);
    }

    /** Quarkus registers what stands in an endpoint's signature, and it can't look into a Response. */
    @Test
    void endpointsSayWhatTheyAnswer() {
        assertThat(PRODUCTION.stream())
                .filteredOn(type -> type.isAnnotatedWith(Path.class))
                .flatMap(JavaClass::getMethods)
                .filteredOn(method -> answers(method, Response.class))
                .isEmpty();
    }

    @Test
    void whatTheProgramItselfMapsToJsonIsRegistered() {
        Stream<JavaClass> mapped = PRODUCTION.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(NativeTest::mapsJson)
                .flatMap(NativeTest::ourTypes);

        assertThat(mapped)
                .filteredOn(type -> !type.isAnnotatedWith(RegisterForReflection.class))
                .isEmpty();
    }

    private static boolean isEmbedded(JavaClass type) {
        return Set.of("EmbeddedDatabase", "SealwatchWithDatabase").contains(HouseRulesTest.outermost(type));
    }

    private static boolean looksUp(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean byName = owner.isEquivalentTo(Class.class) || owner.isAssignableTo(ClassLoader.class);
        return byName && LOOKUPS.contains(access.getName())
                || owner.getPackageName().equals("java.lang.reflect")
                || owner.getName().equals("java.util.ServiceLoader");
    }

    private static boolean answers(JavaMethod method, Class<?> answer) {
        return method.getReturnType().getAllInvolvedRawTypes().stream().anyMatch(type -> type.isEquivalentTo(answer));
    }

    private static boolean mapsJson(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream().anyMatch(NativeTest::mapsJson);
    }

    private static boolean mapsJson(JavaAccess<?> call) {
        JavaClass owner = call.getTargetOwner();
        return Stream.of(ObjectMapper.class, ObjectReader.class, ObjectWriter.class, Json.class)
                        .anyMatch(owner::isAssignableTo)
                || owner.isEquivalentTo(JsonObject.class)
                        && Set.of("mapTo", "mapFrom").contains(call.getName());
    }

    /** Records that such a method is given, makes or names. */
    private static Stream<JavaClass> ourTypes(JavaCodeUnit unit) {
        Stream<JavaClass> given = unit.getRawParameterTypes().stream();
        Stream<JavaClass> made = unit.getConstructorCallsFromSelf().stream().map(JavaAccess::getTargetOwner);
        Stream<JavaClass> named = unit.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType);
        return Stream.of(given, made, named)
                .flatMap(types -> types)
                .filter(JavaClass::isRecord)
                .filter(type -> type.getPackageName().startsWith("dev.sealwatch"));
    }
}
