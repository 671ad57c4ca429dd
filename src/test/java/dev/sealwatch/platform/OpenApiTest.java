package dev.sealwatch.platform;

import static dev.sealwatch.platform.ArchitectureTest.PRODUCTION;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The description of the API: the one that was written, complete, and true of the routes that exist. */
@QuarkusTest
class OpenApiTest {

    private static final JsonNode WRITTEN = written();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    @Inject
    Router router;

    @Test
    void isServedAsItWasWritten() throws IOException {
        String served = given().accept("application/json").get("/q/openapi").asString();

        assertThat(new JsonMapper().readTree(served)).isEqualTo(WRITTEN);
        assertThat(WRITTEN.path("openapi").asText()).startsWith("3.1.");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(WRITTEN.findValuesAsText("$ref"))
                .isNotEmpty()
                .allMatch(reference -> !WRITTEN.at(reference.substring(1)).isMissingNode());
    }

    @Test
    void everyBodyHasAnExample() {
        assertThat(operations())
                .flatMap(operation -> bodies(operation.node()))
                .isNotEmpty()
                .allMatch(content -> content.has("example") || content.has("examples"));
    }

    @Test
    void everyRefusalIsAProblem() {
        assertThat(operations())
                .flatMap(operation -> operation.node().path("responses").properties())
                .filteredOn(answer -> answer.getKey().compareTo("400") >= 0)
                .isNotEmpty()
                .allMatch(answer -> resolved(answer.getValue()).path("content").has("application/problem+json"));
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Stream<String> described = operations().stream().map(Operation::name);

        assertThat(Stream.concat(endpoints(), routes())).containsExactlyInAnyOrderElementsOf(described.toList());
    }

    /**
     * @param name such as {@code get /api/siem/logs/{}}
     * @param shared parameters of all operations of the path
     */
    record Operation(String name, String method, String path, JsonNode node, JsonNode shared) {}

    static List<Operation> operations() {
        return WRITTEN.path("paths").properties().stream()
                .flatMap(path -> operations(path.getKey(), path.getValue()))
                .toList();
    }

    private static Stream<Operation> operations(String path, JsonNode item) {
        return METHODS.stream()
                .filter(item::has)
                .map(method ->
                        new Operation(name(method, path), method, path, item.path(method), item.path("parameters")));
    }

    /** What goes in and what comes out, by media type. */
    private static List<JsonNode> bodies(JsonNode operation) {
        Stream<JsonNode> answers =
                StreamSupport.stream(operation.path("responses").spliterator(), false);
        return Stream.concat(Stream.of(operation.path("requestBody")), answers)
                .flatMap(body ->
                        StreamSupport.stream(resolved(body).path("content").spliterator(), false))
                .toList();
    }

    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? WRITTEN.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Methods of {@code @Path} classes; pages are for people, and no part of the API. */
    private static Stream<String> endpoints() {
        return PRODUCTION.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .filter(type -> !type.getSimpleName().endsWith("Pages"))
                .flatMap(type -> type.getMethods().stream())
                .flatMap(method -> method.getAnnotations().stream()
                        .map(annotation -> annotation.getRawType())
                        .filter(annotation -> annotation.isAnnotatedWith(jakarta.ws.rs.HttpMethod.class))
                        .map(annotation -> name(annotation.getSimpleName(), path(method))));
    }

    private static String path(JavaMethod method) {
        JavaClass type = method.getOwner();
        String below = method.tryGetAnnotationOfType(Path.class)
                .map(path -> "/" + path.value())
                .orElse("");
        return type.getAnnotationOfType(Path.class).value() + below;
    }

    /** Routes that were registered by hand; those without a method stand in front of others. Tests have some too. */
    private Stream<String> routes() {
        return router.getRoutes().stream()
                .filter(route -> route.getPath() != null && route.getPath().matches("/api/(?!test/).+"))
                .filter(route -> route.methods() != null)
                .flatMap(OpenApiTest::names);
    }

    private static Stream<String> names(Route route) {
        return route.methods().stream().map(HttpMethod::name).map(method -> name(method, route.getPath()));
    }

    private static String name(String method, String path) {
        return method.toLowerCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}|:\\w+", "{}");
    }

    private static JsonNode written() {
        try {
            return new YAMLMapper()
                    .readTree(Files.readString(java.nio.file.Path.of("src/main/resources/META-INF/openapi.yaml")));
        } catch (IOException e) {
            throw new IllegalStateException("The description can't be read", e);
        }
    }
}
