package dev.sealwatch.platform;

import static dev.sealwatch.platform.ArchitectureTest.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.junit.jupiter.api.Test;

/** A setting that is a number or a time says how small and how large it may be, so that a slip stops the start. */
class BoundsTest {

    private static final Set<String> NUMBERS = Set.of("int", "long", "double");

    @Test
    void everyNumberHasBounds() {
        assertThat(settings().filter(setting -> NUMBERS.contains(type(setting))))
                .isNotEmpty()
                .allMatch(setting -> bounded(setting, Min.class) && bounded(setting, Max.class));
    }

    @Test
    void everyTimeHasBounds() {
        assertThat(settings().filter(setting -> type(setting).equals(Duration.class.getName())))
                .isNotEmpty()
                .allMatch(setting -> bounded(setting, DurationMin.class) && bounded(setting, DurationMax.class));
    }

    @Test
    void whatRepeatsIsATime() {
        assertThat(settings().filter(setting -> setting.getName().matches("every|\\w+Every|\\w+Refresh")))
                .isNotEmpty()
                .allMatch(setting -> type(setting).equals(Duration.class.getName()));
    }

    /** By itself, or by what it overrides. */
    private static boolean bounded(JavaMethod setting, Class<? extends Annotation> bound) {
        return setting.isAnnotatedWith(bound)
                || setting.getOwner().getAllRawInterfaces().stream()
                        .flatMap(type -> type.getMethods().stream())
                        .anyMatch(
                                method -> method.getName().equals(setting.getName()) && method.isAnnotatedWith(bound));
    }

    private static Stream<JavaMethod> settings() {
        List<String> mappings = PRODUCTION.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(type -> type.getName())
                .toList();
        return PRODUCTION.stream()
                .filter(type -> mappings.stream().anyMatch(mapping -> (type.getName() + "$").startsWith(mapping + "$")))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(WithDefault.class));
    }

    private static String type(JavaMethod setting) {
        return setting.getRawReturnType().getName();
    }
}
