package dev.sealwatch.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.sealwatch.security.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Somebody looking at pages with a real browser. Whatever the browser refuses to load or run is a fault of the page, and
 * fails the test when the visit ends.
 */
public final class Visit implements AutoCloseable {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    private final String base;
    private final BrowserContext context;
    private final Page page;
    private final List<String> violations = new ArrayList<>();

    private Visit(String base, Browser.NewContextOptions options) {
        this.base = base;
        this.context = Chromium.browser().newContext(options);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                violations.add(message.text());
            }
        });
        page.onPageError(violations::add);
    }

    /** Of somebody who is not signed in, in English. */
    public static Visit ofStranger() {
        return new Visit(ownBase(), english());
    }

    /** Of {@code user:<name>} with these permissions, in English. */
    public static Visit of(String name, String... permissions) {
        return new Visit(ownBase(), english()).signedIn(name, permissions);
    }

    /** The same with JavaScript switched off. */
    public static Visit withoutScripts(String name, String... permissions) {
        return new Visit(ownBase(), english().setJavaScriptEnabled(false)).signedIn(name, permissions);
    }

    /** @param base where to find the service, without a slash at its end */
    public static Visit at(String base) {
        return new Visit(base, english());
    }

    private Visit signedIn(String name, String... permissions) {
        return cookie("siem_session", Tokens.of(name, permissions));
    }

    public Visit cookie(String name, String value) {
        context.addCookies(List.of(new Cookie(name, value).setUrl(base)));
        return this;
    }

    /** In Romanian. */
    public Visit inRomanian() {
        return cookie("siem_language", "ro");
    }

    private static Browser.NewContextOptions english() {
        return new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1280, 900);
    }

    public static String ownBase() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    /** @param path with a slash at its begin */
    public Page open(String path) {
        page.navigate(base + path);
        return page;
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /**
     * Nothing that WCAG 2.2 A or AA forbids and a program can find, in both themes and on a wide and a narrow screen.
     *
     * @param name that of the page's template, and behind a hyphen what is open on it
     */
    public void meetsWcag(String name) {
        for (String theme : List.of("light", "dark")) {
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
            for (int width : List.of(1280, 320)) {
                page.setViewportSize(width, 900);
                picture(name + "-" + theme + "-" + width);
                assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                        .as("%s, %s, %d px wide", name, theme, width)
                        .extracting(Visit::said)
                        .isEmpty();
            }
        }
        page.setViewportSize(1280, 900);
    }

    private static String said(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Kept for people in {@code target/pictures}. */
    public void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/pictures", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
        assertThat(violations).as("refused by the browser").isEmpty();
    }
}
