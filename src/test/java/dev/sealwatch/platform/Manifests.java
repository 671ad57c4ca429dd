package dev.sealwatch.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads what is below {@code k8s/base}; a field that the model does not know is a failure. */
final class Manifests {

    static final Path BASE = Path.of("k8s/base");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .annotationIntrospector(new KnownFieldsOnly())
            .build();

    private Manifests() {}

    static Stream<String> names() throws IOException {
        return Files.list(BASE)
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".yaml") && !file.equals("kustomization.yaml"));
    }

    static <T> T read(String file, Class<T> type) {
        try {
            return YAML.readValue(BASE.resolve(file).toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not valid: " + e.getMessage(), e);
        }
    }

    /** The models take unknown fields into a map of their own. Not here. */
    private static final class KnownFieldsOnly extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
