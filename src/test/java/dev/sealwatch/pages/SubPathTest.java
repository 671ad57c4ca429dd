package dev.sealwatch.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a proxy that shows the service below some path, and takes that away. */
@QuarkusTest
class SubPathTest {

    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    Path folder;

    @Test
    void everyLinkAndFileAndCookieStaysBelowIt() throws IOException {
        givenAUser("behind-nginx");
        int service = URI.create(Visit.ownBase()).getPort();
        try (Nginx nginx = Nginx.inFrontOf(folder, service);
                Visit visit = Visit.at(nginx.base())) {
            List<String> asked = new ArrayList<>();
            List<String> failed = new ArrayList<>();
            visit.page().onRequest(request -> asked.add(request.url()));
            visit.page().onResponse(answer -> {
                if (answer.status() >= 400) {
                    failed.add(answer.status() + " " + answer.url());
                }
            });

            Page page = visit.open("/security/intelligence");
            signIn(page, "behind-nginx");

            assertThat(page).hasURL(nginx.base() + "/security/intelligence");
            assertThat(links(page)).isNotEmpty().allMatch(link -> link.startsWith(nginx.base() + "/"));
            page.locator("#tab-alerts").click();
            assertThat(page).hasURL(Pattern.compile(".*/siem/security/intelligence\\?tab=alerts"));
            assertThat(asked).hasSizeGreaterThan(5).allMatch(url -> url.startsWith(nginx.base() + "/"));
            assertThat(failed).isEmpty();
            assertThat(visit.context().cookies())
                    .extracting(cookie -> cookie.name, cookie -> cookie.path)
                    .allMatch(pair -> pair.toList().get(1).equals("/siem/"))
                    .hasSize(1);
        }
    }

    @Test
    void theCommandThatSendsALogLeadsThroughIt() throws IOException {
        int service = URI.create(Visit.ownBase()).getPort();
        String session = Tokens.of("behind-nginx", Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE);
        try (Nginx nginx = Nginx.inFrontOf(folder, service);
                Visit visit = Visit.at(nginx.base()).cookie("siem_session", session)) {
            Page page = visit.open("/security/users?add=token");
            page.getByLabel("Name").fill("behind-nginx");
            page.getByLabel("security.ingest").check();
            page.locator("dialog button[data-kind=primary]").click();

            String command = page.locator("#command").textContent();
            assertThat(command).contains(nginx.base() + "/api/siem/logs");
            assertThat(Shell.run(command)).contains("\"accepted\":1");
        }
    }

    @Test
    void streamsPassAndResumeWithoutAGapAndNothingTwice() throws IOException {
        givenAUser("behind-nginx-2");
        try (Nginx nginx = Nginx.inFrontOf(folder, URI.create(Visit.ownBase()).getPort());
                Visit visit = Visit.at(nginx.base())) {
            Page page = visit.open("/security/intelligence?tab=logs&category=below_a_path");
            page.waitForResponse(
                    answer -> answer.url().equals(nginx.base() + "/api/siem/notifications"),
                    () -> signIn(page, "behind-nginx-2"));
            page.waitForResponse(
                    answer -> answer.url().startsWith(nginx.base() + "/security/logs/tail"),
                    () -> page.locator("#tail-toggle").click());
            send("first");
            assertThat(page.locator("#tail li")).hasCount(1);

            nginx.restart(() -> {
                assertThat(page.locator("#tail [role=status]")).containsText("Connection lost");
                send("second");
            });
            assertThat(page.locator("#tail li")).hasCount(2);
            send("third");

            assertThat(page.locator("#tail li a")).hasText(new String[] {"third", "second", "first"});
        }
    }

    @Test
    void aPrefixThatNobodyTrustworthySaysIsNone() {
        String page = given().header("X-Forwarded-Prefix", "//evil.example/x")
                .get("/login")
                .asString();

        assertThat(page).contains("<base href=\"/\">").doesNotContain("evil");
    }

    private static void send(String message) {
        given().auth()
                .oauth2(Tokens.of("below-a-path", Permission.INGEST))
                .contentType("application/json")
                .body(Map.of("source", "application", "level", "info", "category", "below_a_path", "message", message))
                .post("/api/siem/logs")
                .then()
                .statusCode(200);
    }

    private static void signIn(Page page, String name) {
        page.getByLabel("User name").fill(name);
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("main button").click();
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>)
                page.evaluate(
                        "[...document.querySelectorAll('a, form, script[src], link')].map(one => one.href || one.action || one.src)");
    }

    private static void givenAUser(String name) {
        given().auth()
                .oauth2(Tokens.of("nginx-manager", Permission.MANAGE, Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body(Map.of("username", name, "password", PASSWORD, "permissions", List.of(Permission.VIEW_AUDIT)))
                .post("/api/auth/users")
                .then()
                .statusCode(201);
    }
}
