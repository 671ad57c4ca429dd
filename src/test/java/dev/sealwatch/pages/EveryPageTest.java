package dev.sealwatch.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveryPageTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern EXAMINED = Pattern.compile("meetsWcag\\(\"(\\w+)");
    private static final Pattern PAGE =
            Pattern.compile("\\{#include pages/(layout|intelligence)}|href=\"assets/sealwatch.css\"");
    private static final Set<String> FRAMES = Set.of("pages/layout", "pages/intelligence");

    @Test
    void isExaminedForWcagBySomeTest() throws IOException {
        Set<String> pages = pages();
        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(examined()).containsExactlyInAnyOrderElementsOf(pages);
    }

    /** The names of all templates that are a page of their own or fill a frame, and of no frame. */
    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> PAGE.matcher(read(file)).find())
                    .map(file -> TEMPLATES.relativize(file).toString().replace(".html", ""))
                    .filter(name -> !FRAMES.contains(name))
                    .map(name -> name.substring(name.indexOf('/') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> examined() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .flatMap(file -> EXAMINED.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
