package dev.sealwatch.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody chooses in the menu, and how his browser keeps it. */
@QuarkusTest
class PreferencesPageTest {

    private static final String VIEW = "security.view_audit";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWhatIsChosenWithScriptsAndWithout(boolean scripts) {
        try (Visit visit = scripts ? Visit.of("chooser", VIEW) : Visit.withoutScripts("chooser", VIEW)) {
            Page page = visit.open("/security/intelligence?severity=high&tab=alerts");
            choose(page, "Dark theme");
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            choose(page, "Shortcuts off");
            assertThat(page.locator("html")).hasAttribute("data-shortcuts", "off");
            choose(page, "Europe/Bucharest");
            assertThat(page.locator("footer")).containsText("All times are in Europe/Bucharest.");
            choose(page, "Română");
            assertThat(page.locator("footer")).containsText("Toate orele sunt în Europe/Bucharest.");

            assertThat(page).hasURL(Pattern.compile(".*/security/intelligence\\?severity=high&tab=alerts"));
            visit.open("/security/intelligence");
            assertThat(page.locator("html")).hasAttribute("lang", "ro");
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            assertThat(page.locator("html")).hasAttribute("data-shortcuts", "off");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "security/../../evil",
                "security/..%2f..%2fevil",
                "security/%2e%2e/%2E%2E/evil",
                "security/.%2e/evil",
                "security//evil.example",
                "security\\evil",
                "security/a\r\nSet-Cookie: x=y",
                "securityevil",
                "security?search=%zz",
                "security?search=%",
                "login?next=//evil",
                ""
            })
    void leadsNowhereElse(String next) {
        Response answer = choosing("theme", "dark").formParam("next", next).post("/preferences");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(Visit.ownBase() + "/security/intelligence");
        given().queryParam("next", next)
                .get("/login")
                .then()
                .body(containsString("name=\"next\" value=\"security/intelligence\""));
    }

    @Test
    void survivesAnAddressOfManySteps() {
        choosing("theme", "dark")
                .formParam("next", "security" + "/a".repeat(15_000) + "/..")
                .post("/preferences")
                .then()
                .statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"security", "security/users?add=user", "security/intelligence?search=a..b%20c&from=now-24h"})
    void leadsBack(String next) {
        Response answer = choosing("theme", "dark").formParam("next", next).post("/preferences");

        assertThat(answer.header("Location")).isEqualTo(Visit.ownBase() + "/" + next);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,     -,     Path=/,      false
            /siem, -,     Path=/siem/, false
            /siem, https, Path=/siem/, true
            //e.x, http,  Path=/,      false
            /a;b,  https, Path=/,      true
            """)
    void isKeptBelowThePrefixAndByTlsAloneWhereThereIsTls(String prefix, String proto, String path, boolean secure) {
        RequestSpecification request = choosing("zone", "Europe/Bucharest").formParam("next", "security");
        if (prefix != null) {
            request.header("X-Forwarded-Prefix", prefix);
        }
        if (proto != null) {
            request.header("X-Forwarded-Proto", proto);
        }
        String cookie = request.post("/preferences").header("Set-Cookie");

        assertThat(cookie)
                .startsWith("siem_zone=Europe%2FBucharest; Max-Age=31536000;")
                .contains(path, "HTTPOnly", "SameSite=Lax");
        assertThat(cookie.contains("Secure")).isEqualTo(secure);
        assertThat(cookie.split("Path=")[1].split(";")[0]).isEqualTo(path.substring(5));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            theme,     pink
            language,  de
            zone,      Middle/Earth
            shortcuts, perhaps
            session,   stolen
            """)
    void keepsNothingElse(String name, String value) {
        choosing(name, value).post("/preferences").then().statusCode(303).header("Set-Cookie", (String) null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ro-RO,ro;q=0.9,en;q=0.8 | ro
            de-DE,en;q=0.5          | en
            de                      | en
            ro;q=much,<script>,@    | en
            -;;,=                   | en
            -                       | en
            """)
    void speaksTheLanguageOfTheBrowserUntilOneIsChosen(String accepted, String language) {
        given().header("Accept-Language", accepted)
                .get("/login")
                .then()
                .body(containsString("<html lang=\"" + language + "\""));
        given().header("Accept-Language", accepted)
                .cookie("siem_language", "<script>")
                .get("/login")
                .then()
                .body(containsString("<html lang=\"" + language + "\""))
                .body(not(containsString("<script>\"")));
    }

    private static RequestSpecification choosing(String name, String value) {
        return given().redirects().follow(false).formParam("name", name).formParam("value", value);
    }

    private static void choose(Page page, String choice) {
        page.locator(".menu summary").click();
        page.locator(".menu-body button.choice:visible")
                .filter(new Locator.FilterOptions().setHasText(choice))
                .first()
                .click();
    }
}
