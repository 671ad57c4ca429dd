package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes somebody's browser do what he does not want. */
@QuarkusTest
class CsrfTest {

    private static final String[] EVERYTHING = {Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE};
    private static final String PASSWORD = "correct horse battery staple";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    /** The forms of all rooms, whatever pages there are. */
    static Stream<String> forms() {
        return new ClassFileImporter()
                .importPath(java.nio.file.Path.of("target/classes")).stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream()
                                .filter(method -> method.isAnnotatedWith(POST.class))
                                .map(method -> path(type, method)))
                        .filter(path -> path.startsWith("/security") || path.startsWith("/logout"));
    }

    private static String path(JavaClass type, JavaMethod method) {
        String own = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        return ("/" + type.getAnnotationOfType(Path.class).value() + "/" + own)
                .replaceAll("\\{[^}]*}", "1")
                .replaceAll("/+", "/")
                .replaceAll("(.)/$", "$1");
    }

    @Test
    void knowsTheForms() {
        assertThat(forms())
                .contains("/logout", "/security/users", "/security/users/tokens/revoke", "/security/channels/test");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesAFormWithoutWhatOnlyOurPagesKnow(String path) {
        refused(browser().formParam("name", "forged").post(path));
        refused(browser().formParam("name", "forged").formParam("csrf", "").post(path));
        refused(browser().formParam("csrf", "A".repeat(43)).post(path));
        refused(browser().header("X-CSRF-Token", "A".repeat(43)).post(path));
        refused(browser().contentType("text/plain").body("csrf=x").post(path));
    }

    @Test
    void changesNothingByAForgedForm() {
        refused(browser()
                .formParam("name", "forged")
                .formParam("password", PASSWORD)
                .post("/security/users"));

        given().auth()
                .oauth2(Tokens.of("csrf-manager", EVERYTHING))
                .get("/api/auth/users")
                .then()
                .body("users.username", hasItem("csrf-manager"))
                .body("users.username", not(hasItem("forged")));
    }

    @Test
    void refusesTheTokenOfAnotherSession() {
        String another = token(given().cookie("siem_session", Tokens.of("csrf-another", EVERYTHING)));

        refused(browser().formParam("csrf", another).post("/security/notifications"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void refusesAnotherSiteThatKnowsTheToken(String site) {
        String token = token(browser());

        browser()
                .header("Sec-Fetch-Site", site)
                .formParam("csrf", token)
                .post("/security/notifications")
                .then()
                .statusCode(403)
                .body(containsString("The form comes from another site."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void takesAFormOfOurs(String site) {
        String session = session();
        String token = token(browser(session));

        browser(session)
                .header("Sec-Fetch-Site", site)
                .formParam("csrf", token)
                .post("/security/notifications")
                .then()
                .statusCode(303);
        browser(session)
                .header("Sec-Fetch-Site", site)
                .header("X-CSRF-Token", token)
                .post("/security/notifications")
                .then()
                .statusCode(303);
    }

    @Test
    void asksNothingOfABearer() {
        given().redirects()
                .follow(false)
                .auth()
                .oauth2(Tokens.of("csrf-bearer", EVERYTHING))
                .formParam("up_to", "0")
                .post("/security/notifications")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/security/notifications"));
    }

    @Test
    void letsACookieChangeNothingThroughTheApi() {
        Map<String, Object> user = Map.of("username", "forged", "password", PASSWORD, "permissions", List.of());
        String session = session();
        String token = token(browser(session));

        for (String path : List.of("/api/auth/users", "/api/auth/tokens", "/api/siem/logs", "/api/siem/logs/verify")) {
            browser()
                    .contentType("application/json")
                    .header("X-CSRF-Token", token)
                    .body(user)
                    .post(path)
                    .then()
                    .statusCode(401);
        }
        browser().delete("/api/auth/users/csrf-manager").then().statusCode(401);
        browser()
                .contentType("application/json")
                .body("{}")
                .put("/api/auth/users/csrf-manager")
                .then()
                .statusCode(401);
    }

    @Test
    void letsACookieReadTheApiButNotForAnotherSite() {
        String export = "/api/siem/export?format=csv&start_date=2029-01-01T00:00:00Z&end_date=2029-01-01T00:00:01Z";

        browser().get(export).then().statusCode(200);
        browser().header("Sec-Fetch-Site", "same-origin").get(export).then().statusCode(200);
        browser().header("Sec-Fetch-Site", "cross-site").get(export).then().statusCode(401);
    }

    private static String session() {
        return Tokens.of("csrf-manager", EVERYTHING);
    }

    private static RequestSpecification browser() {
        return browser(session());
    }

    private static RequestSpecification browser(String session) {
        return given().redirects().follow(false).cookie("siem_session", session);
    }

    private static String token(RequestSpecification session) {
        Matcher field = TOKEN.matcher(session.get("/security/users?add=user").asString());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static ValidatableResponse refused(Response answer) {
        return answer.then().statusCode(403).body("detail", containsString("The form is not of this session"));
    }
}
