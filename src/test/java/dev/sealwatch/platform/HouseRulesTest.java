package dev.sealwatch.platform;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.sealwatch.platform.ArchitectureTest.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import io.quarkus.security.Authenticated;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;

/** What a class is called, holds and touches. */
class HouseRulesTest {

    private static final String VAGUE = ".*(Util|Utils|Helper|Manager|Service|Impl|Dto)|(Abstract|Base)[A-Z].*";

    private static final DescribedPredicate<JavaClass> ARE_BEANS = describe(
            "are beans",
            type -> type.isAnnotatedWith(ApplicationScoped.class)
                    || type.isAnnotatedWith(Singleton.class)
                    || type.isAnnotatedWith(Path.class));

    private static final DescribedPredicate<JavaClass> ARE_OURS = describe(
            "are ours",
            type -> type.getPackageName().startsWith("dev.sealwatch") && !type.isInterface() && !type.isEnum());

    @Test
    void onlyStoresTalkToTheDatabase() {
        noClasses()
                .that(describe(
                        "are no stores",
                        type -> !outermost(type).endsWith("Store")
                                && !outermost(type).equals("DatabaseOptions")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Pool.class, io.vertx.sqlclient.Pool.class)
                .check(PRODUCTION);
    }

    @Test
    void onlyThePlatformTurnsExceptionsIntoAnswers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sealwatch.platform")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ServerExceptionMapper.class, ExceptionMapper.class)
                .check(PRODUCTION);
    }

    @Test
    void everyEndpointSaysWhoMayCallItAndStaysInItsRoom() {
        List<JavaClass> resources = PRODUCTION.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .toList();

        assertThat(resources).allSatisfy(type -> {
            assertThat(type.getModifiers()).doesNotContain(JavaModifier.PUBLIC);
            assertThat(type.getMethods())
                    .filteredOn(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                    .allMatch(method -> saysWho(method) || saysWho(type), "says who may call it");
        });
    }

    @Test
    void beansGetWhatTheyNeedOnceAndForAll() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(ConfigProperty.class)
                .check(PRODUCTION);
        fields().that()
                .areDeclaredInClassesThat(ARE_BEANS)
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveNameNotMatching("dev\\.sealwatch\\.\\w+\\.(" + VAGUE + ")")
                .check(PRODUCTION);
    }

    @Test
    void nothingExtendsOurOwnClasses() {
        List<JavaClass> heirs = PRODUCTION.stream()
                .filter(type -> !type.isAnonymousClass())
                .filter(type -> type.getRawSuperclass().filter(ARE_OURS).isPresent())
                .toList();

        assertThat(heirs).isEmpty();
    }

    private static boolean saysWho(CanBeAnnotated element) {
        return element.isAnnotatedWith(RolesAllowed.class)
                || element.isAnnotatedWith(PermitAll.class)
                || element.isAnnotatedWith(Authenticated.class);
    }

    static String outermost(JavaClass type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).split("\\$")[0];
    }
}
