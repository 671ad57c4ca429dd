package dev.sealwatch.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real browser of a machine, started once. */
final class Chromium {

    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final List<String> QUIETLY = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser browser;

    private Chromium() {}

    /** Skips the test where there is none; the build of CI has one, and does not let a test be skipped. */
    static synchronized Browser browser() {
        assumeTrue(Files.isExecutable(BINARY), "There is no " + BINARY + ": apt-get install chromium");
        if (browser == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(BINARY).setArgs(QUIETLY));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }
}
