package dev.sealwatch.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that the application really reads. */
final class Settings {

    /** Where a setting takes its value from another name, as in {@code a.b=${other.name:}}. */
    private static final Pattern OTHER_NAME = Pattern.compile("\\$\\{([^:}]+)");

    private Settings() {}

    /** Properties of the {@code @ConfigMapping} interfaces, such as {@code sealwatch.data-dir}. */
    static Set<String> mapped() {
        return properties().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** What holds where nothing is set. */
    static Map<String, String> defaults() {
        return properties()
                .filter(property -> property.getValue().hasDefaultValue())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> property.getValue().getDefaultValue()));
    }

    /** Environment variables that set something. */
    static Set<String> environment() {
        return Stream.concat(mapped().stream(), inApplicationProperties())
                .map(Settings::asVariable)
                .collect(Collectors.toSet());
    }

    static String asVariable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<Map.Entry<String, Property>> properties() {
        return ArchitectureTest.PRODUCTION.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(type -> ConfigMappings.getProperties(ConfigClass.configClass(type.reflect())))
                .flatMap(properties -> properties.entrySet().stream())
                .filter(property -> !property.getKey().endsWith("[*]"));
    }

    private static Stream<String> inApplicationProperties() {
        try {
            String text = Files.readString(Path.of("src/main/resources/application.properties"));
            Stream<String> keys = text.lines()
                    .filter(line -> line.startsWith("sealwatch.") || line.startsWith("quarkus."))
                    .map(line -> line.substring(0, line.indexOf('=')));
            return Stream.concat(keys, OTHER_NAME.matcher(text).results().map(match -> match.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException("application.properties can't be read", e);
        }
    }
}
