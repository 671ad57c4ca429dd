package dev.sealwatch.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.pages.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signing in and out with a browser. */
@QuarkusTest
class LoginPageTest {

    private static final String PASSWORD = "correct horse battery staple";

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
}
