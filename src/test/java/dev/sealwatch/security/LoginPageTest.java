package dev.sealwatch.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.matchesPattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Query;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signing in and out with a browser. */
@QuarkusTest
class LoginPageTest {

    private static final String PASSWORD = "correct horse battery staple";

    @Inject
    TestClock clock;

    @Test
    void leadsAStrangerToTheLoginAndBackToWhatHeWanted() {
        given().auth()
                .oauth2(Tokens.of("visitors-manager", Permission.MANAGE, Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body(Map.of(
                        "username", "visitor", "password", PASSWORD, "permissions", List.of(Permission.VIEW_AUDIT)))
                .post("/api/auth/users")
                .then()
                .statusCode(201);
        try (Visit visit = Visit.ofStranger()) {
            Page page = visit.open("/security/intelligence?tab=alerts&severity=high");
            assertThat(page).hasURL(Pattern.compile(".*/login\\?next=.*"));
            visit.meetsWcag("login");

            page.getByLabel("User name").fill("visitor");
            page.getByLabel("Password").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();

            assertThat(page).hasURL(Pattern.compile(".*/security/intelligence\\?tab=alerts&severity=high"));
            assertThat(page.locator(".menu summary")).hasText("visitor");
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        try (Visit visit = Visit.ofStranger().inRomanian()) {
            Page page = visit.open("/login");
            page.getByLabel("Nume de utilizator").fill("nobody");
            page.getByLabel("Parolă").fill("wrong password");
            page.locator("main button").click();

            assertThat(page.getByRole(AriaRole.ALERT)).hasText("Numele de utilizator sau parola este greșită.");
        }
    }

    @Test
    void tellsWhoMaySeeNothing() {
        try (Visit visit = Visit.of("sender", Permission.INGEST)) {
            Page page = visit.open("/security/intelligence");

            assertThat(page).hasURL(Pattern.compile(".*/login/denied"));
            visit.meetsWcag("denied");
            assertThat(page.locator("main")).containsText("security.view_audit");
        }
    }

    @Test
    void endsTheSession() {
        try (Visit visit = Visit.of("leaver", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/intelligence");
            page.locator(".menu summary").click();
            page.getByText("Sign out").click();

            assertThat(page).hasURL(Pattern.compile(".*/login"));
            visit.open("/security/intelligence");
            assertThat(page).hasURL(Pattern.compile(".*/login\\?next=.*"));
        }
    }

    /** As those of an external issuer, who knows no password of ours. */
    @Test
    void keepsATokenThatIsPastedForAsLongAsItCounts() {
        String token = Tokens.until(clock.instant().plusSeconds(600), "paster", Permission.VIEW_AUDIT);
        pasting(" " + token + "\n")
                .statusCode(303)
                .header("Location", endsWith("/security/rules"))
                .header("Set-Cookie", matchesPattern("siem_session=" + token + "; Max-Age=(600|59\\d); .*HTTPOnly.*"));
        given().cookie("siem_session", token).get("/security/rules").then().statusCode(200);

        pasting(Tokens.until(clock.instant().minusSeconds(60), "paster", Permission.VIEW_AUDIT))
                .statusCode(401)
                .header("Set-Cookie", (String) null);
        pasting("a.b.c\r\nX-Evil: 1").statusCode(401);
        pasting("a.b." + "c".repeat(4_100)).statusCode(413);
    }

    private static ValidatableResponse pasting(String token) {
        return given().redirects()
                .follow(false)
                .formParam("token", token)
                .formParam("next", "security/rules")
                .post("/login")
                .then();
    }

    @Test
    void asksForATokenWherePeopleAreKnownToAnotherIssuer() {
        Viewer viewer = new Viewer(Locale.ENGLISH, ZoneOffset.UTC, "auto", true);
        Frames.Session nobody = new Frames.Session(null, null, Set.of(), null);
        Frame frame = new Frame(viewer, nobody, Query.at("login"), "/", null, "1", clock.instant(), 0);

        String page = frame.in(LoginPages.Templates.login(frame, "security", 401, "https://id.example"))
                .render();
        assertThat(page)
                .contains(
                        "name=\"token\" type=\"password\" autocomplete=\"off\"", "https://id.example", "does not count")
                .doesNotContain("name=\"username\"");
    }
}
