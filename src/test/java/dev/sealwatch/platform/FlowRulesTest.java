package dev.sealwatch.platform;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sealwatch.platform.ArchitectureTest.PRODUCTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How work flows: nobody waits, nobody looks at the wall clock, nobody prints. */
class FlowRulesTest {

    private static final Set<String> WAITING = Set.of("await", "sleep", "join");

    /** They run before there is an event loop, and after. */
    private static final Set<String> MAY_WAIT = Set.of("EmbeddedDatabase", "StartCheck", "Drain");

    private static final DescribedPredicate<JavaClass> MAY_NOT_WAIT =
            describe("may not wait", type -> !MAY_WAIT.contains(HouseRulesTest.outermost(type)));

    @Test
    void nobodyWaits() {
        noClasses()
                .that(MAY_NOT_WAIT)
                .should()
                .accessTargetWhere(describe("it waits", FlowRulesTest::waits))
                .check(PRODUCTION);
    }

    @Test
    void timeComesFromTheInjectedClock() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Clocks")
                .should()
                .accessTargetWhere(describe("it reads the machine's clock", FlowRulesTest::readsTheClock))
                .check(PRODUCTION);
    }

    @Test
    void asynchronousMeansMutiny() {
        noClasses()
                .that(MAY_NOT_WAIT)
                .should()
                .dependOnClassesThat(resideInAPackage("java.sql..").or(assignableTo(CompletionStage.class)))
                .check(PRODUCTION);
    }

    @Test
    void outputAndFailuresAreDeliberate() {
        noClasses()
                .that(describe("run when there is a log", type -> !type.isEquivalentTo(Sealwatch.class)))
                .should()
                .accessTargetWhere(describe("it prints", FlowRulesTest::prints))
                .orShould()
                .accessTargetWhere(describe("it fails without a reason", FlowRulesTest::failsWithoutAReason))
                .check(PRODUCTION);
    }

    private static boolean waits(JavaAccess<?> access) {
        String method = access.getName();
        boolean ofString = access.getTargetOwner().isEquivalentTo(String.class);
        return !ofString && (WAITING.contains(method) || method.endsWith("AndAwait"));
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        boolean now = access.getName().equals("now") && owner.startsWith("java.time.") && !takesAClock(access);
        boolean system = access.getTargetOwner().isEquivalentTo(Clock.class)
                && access.getName().startsWith("system");
        return now
                || system
                || access.getName().equals("currentTimeMillis")
                || access.getTargetOwner().isEquivalentTo(Date.class);
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith("(" + Clock.class.getName() + ")");
    }

    private static boolean prints(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(PrintStream.class)
                || access.getName().equals("printStackTrace");
    }

    private static boolean failsWithoutAReason(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean bare = owner.isEquivalentTo(RuntimeException.class) || owner.isEquivalentTo(Exception.class);
        boolean bySubclass = access.getOriginOwner().isAssignableTo(Throwable.class);
        return bare && !bySubclass && access.getName().equals("<init>");
    }
}
