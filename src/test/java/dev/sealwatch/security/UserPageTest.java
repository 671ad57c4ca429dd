package dev.sealwatch.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.pages.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users and tokens, by people. */
@QuarkusTest
class UserPageTest {

    // Those that tests made on the spot: a page of hundreds is slow to look through.
    private static final String OF_OTHER_TESTS = """
            delete from users
             where password_hash = '$2a$04$no-password-matches-this'
            """;

    private static final String[] EVERYTHING = {Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE};
    private static final String PASSWORD = "correct horse battery staple";

    @Inject
    Pool pool;

    @BeforeEach
    void alone() {
        pool.query(OF_OTHER_TESTS).execute().await().indefinitely();
    }

    @Test
    void deletesNobodyWithoutAName() {
        given().auth()
                .oauth2(Tokens.of("users-manager", EVERYTHING))
                .contentType("application/x-www-form-urlencoded")
                .post("/security/users/delete")
                .then()
                .statusCode(404);
    }

    @Test
    void addsChangesAndDeletesAUser() {
        try (Visit visit = Visit.of("users-manager", EVERYTHING)) {
            Page page = visit.open("/security/users?add=user");
            page.getByLabel("Name").fill("page-user");
            page.getByLabel("Password").fill(PASSWORD);
            page.locator("dialog [value='security.view_audit']").check();
            visit.meetsWcag("users-add");
            button(page, "Add").click();

            assertThat(page.locator(".notice")).hasText("The user page-user was added.");
            assertThat(row(page, "page-user")).containsText("security.view_audit");
            Assertions.assertThat(signIn("page-user", PASSWORD)).isEqualTo(200);

            row(page, "page-user").getByRole(AriaRole.LINK).click();
            page.locator("dialog [value='security.ingest']").check();
            page.getByLabel("New password").fill("another " + PASSWORD);
            button(page, "Save").click();
            assertThat(row(page, "page-user")).containsText("security.ingest");
            Assertions.assertThat(signIn("page-user", "another " + PASSWORD)).isEqualTo(200);

            row(page, "page-user").getByRole(AriaRole.LINK).click();
            visit.meetsWcag("users-change");
            button(page, "Delete this user").click();
            assertThat(page.locator(".notice")).hasText("The user page-user was deleted.");
            assertThat(row(page, "page-user")).hasCount(0);
            visit.meetsWcag("users");
        }
    }

    @Test
    void saysAtTheFieldWhatIsWrongAndKeepsWhatWasEntered() {
        try (Visit visit = Visit.withoutScripts("users-manager", EVERYTHING).inRomanian()) {
            Page page = visit.open("/security/users?add=user");
            page.locator("dialog [name=name]").fill("<script>{cdi:x}\u202E");
            page.locator("dialog [name=password]").fill("short");
            page.locator("dialog [value='security.manage']").check();
            page.locator("dialog[open] button").first().click();

            assertThat(page.locator("#name-wrong")).containsText("litere mici");
            assertThat(page.locator("dialog [name=name]")).hasValue("<script>{cdi:x}\u202E");
            assertThat(page.locator("dialog [value='security.manage']")).isChecked();

            page.locator("dialog [name=name]").fill("short-password");
            page.locator("dialog [name=password]").fill("short");
            page.locator("dialog[open] button").first().click();
            assertThat(page.locator("#password-wrong")).containsText("72 de octeți");

            page.locator("dialog [name=name]").fill("users-manager");
            page.locator("dialog [name=password]").fill(PASSWORD);
            page.locator("dialog[open] button").first().click();
            assertThat(page.locator("#name-wrong")).hasText("Numele este deja folosit.");
        }
    }

    @Test
    void grantsNothingThatOneDoesNotHold() {
        try (Visit visit = Visit.of("users-half-manager", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open("/security/users?add=token");
            page.getByLabel("Name").fill("half-token");
            page.locator("dialog [value='security.ingest']").check();
            button(page, "Make a token").click();

            assertThat(page.locator("#permissions-wrong")).containsText("Nobody grants what he does not hold");
        }
    }

    @Test
    void showsATokenOnceInACommandThatWorksAndRevokesIt() throws Exception {
        try (Visit visit = Visit.of("users-manager", EVERYTHING)) {
            Page page = visit.open("/security/users?add=token");
            page.getByLabel("Name").fill("page-token");
            page.locator("dialog [value='security.ingest']").check();
            page.getByLabel("Days").fill("7 weeks");
            button(page, "Make a token").click();
            assertThat(page.locator("#days-wrong")).isVisible();
            page.getByLabel("Days").fill("7");
            button(page, "Make a token").click();

            visit.meetsWcag("token");
            String command = page.locator("#command").textContent();
            Assertions.assertThat(run(command)).contains("\"accepted\":1");

            visit.open("/security/users");
            assertThat(page.locator("body")).not().containsText(command.split("Bearer ")[1].substring(0, 40));
            row(page, "page-token").getByRole(AriaRole.LINK).click();
            button(page, "Revoke").click();
            assertThat(page.locator(".notice")).hasText("The token page-token was revoked.");
            assertThat(row(page, "page-token")).containsText("Revoked");
            Assertions.assertThat(run(command)).contains("unauthenticated");
        }
    }

    @Test
    void letsOthersLookAndNotTouch() {
        try (Visit visit = Visit.of("users-viewer", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/users?add=user");

            assertThat(page.locator("main")).containsText("Changes need the permission security.manage.");
            assertThat(page.locator("main form, dialog[open], main .button")).hasCount(0);
            page.setViewportSize(320, 900);
            assertThat(page.locator("#users .chip").first()).isVisible();
            Assertions.assertThat((Integer) page.evaluate(
                            "Math.max(...[...document.querySelectorAll('.chip')].map(one => one.offsetHeight))"))
                    .as("on one line")
                    .isLessThan(30);
            Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
        }
    }

    private static Locator row(Page page, String name) {
        return page.locator("tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.CELL,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }

    private static Locator button(Page page, String name) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static int signIn(String name, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", name, "password", password))
                .post("/api/auth/login")
                .statusCode();
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }
}
