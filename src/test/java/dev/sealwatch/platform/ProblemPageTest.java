package dev.sealwatch.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees instead of a page that can't be shown. */
@QuarkusTest
class ProblemPageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String HOSTILE = "<script>alert(1)</script> {cdi:config} hx-get=x";

    /** Pages that fail as their last word says. */
    @ApplicationScoped
    static class FailingPages {

        void register(@Observes Router router) {
            router.route("/security/failing/:status")
                    .order(-1)
                    .handler(context -> context.fail(failure(context.pathParam("status"))));
        }

        private static Throwable failure(String status) {
            return switch (status) {
                case "400" -> Refusal.invalid("colour", HOSTILE);
                case "403" -> Refusal.forbidden("Not you.");
                case "404" -> Refusal.notFound("colour", "red");
                case "409" -> Refusal.conflict("taken", "Somebody was first.");
                case "429" -> Refusal.tooMany("Slower.", 7);
                case "503" -> new IOException("The database left");
                default -> new IllegalStateException("A secret detail");
            };
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | This can&#39;t be read
            403 | Not allowed
            404 | There is no such page
            409 | This was refused
            429 | Too many requests
            500 | A fault of the service
            503 | Not available just now
            """)
    void isAPageForWhoeverAskedForAPage(int status, String title) {
        browser()
                .get("/security/failing/" + status)
                .then()
                .statusCode(status)
                .contentType("text/html;charset=utf-8")
                .header("Content-Security-Policy", containsString("style-src 'self'"))
                .header("Cache-Control", "no-store")
                .body(containsString(status + " · " + title))
                .body(not(containsString("A secret detail")));
    }

    @Test
    void keepsTheHeadersOfTheProblem() {
        browser().get("/security/failing/429").then().header("Retry-After", "7");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /security/failing/400, application/json
            /security/failing/500, */*
            /api/siem/nothing,     text/html
            /nothing,              text/html
            """)
    void isAProblemForAllOthers(String path, String accept) {
        given().cookie("siem_session", Tokens.of("problem-reader", "security.view_audit"))
                .accept(accept)
                .get(path)
                .then()
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void leadsBackBelowThePrefixOfAProxy() {
        browser()
                .header("X-Forwarded-Prefix", "/siem")
                .get("/security/nothing")
                .then()
                .statusCode(404)
                .body(containsString("<base href=\"/siem/\">"));
    }

    @Test
    void saysThatAFormIsOfNoSession() {
        browser()
                .formParam("csrf", "wrong")
                .post("/logout")
                .then()
                .statusCode(403)
                .contentType("text/html;charset=utf-8")
                .body(containsString("The form is not of this session"));
    }

    @Test
    void saysThatAFormCantBeRead() {
        String tooMany = "id=1&".repeat(1_001);
        form("username=%ZZ&password=%").statusCode(400).body(containsString("The form can&#39;t be read"));
        form(tooMany).statusCode(413).body(containsString("more than 1000 fields"));
    }

    private static ValidatableResponse form(String body) {
        return browser()
                .contentType("application/x-www-form-urlencoded")
                .body(body)
                .post("/login")
                .then()
                .contentType("text/html;charset=utf-8");
    }

    @Test
    void showsWhatIsWrongAsTextAndLeadsBack() {
        try (Visit visit = Visit.of("problem-reader", "security.view_audit")) {
            Page page = visit.open("/security/failing/400?a=b");

            assertThat(page.locator("main li")).hasText("colour: " + HOSTILE);
            visit.meetsWcag("problem");
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Try again")))
                    .hasAttribute("href", "security/failing/400?a=b");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("To the security overview"))
                    .click();
            assertThat(page).hasURL(Visit.ownBase() + "/security");
        }
    }

    @Test
    void speaksRomanianWithoutScripts() {
        try (Visit visit =
                Visit.withoutScripts("problem-reader", "security.view_audit").inRomanian()) {
            Page page = visit.open("/security/nothing/here");

            assertThat(page.getByRole(AriaRole.HEADING)).hasText("404 · Pagina nu există");
            assertThat(page.locator("html")).hasAttribute("lang", "ro");
        }
    }

    private static RequestSpecification browser() {
        return given().cookie("siem_session", Tokens.of("problem-reader", "security.view_audit"))
                .accept(BROWSER);
    }
}
