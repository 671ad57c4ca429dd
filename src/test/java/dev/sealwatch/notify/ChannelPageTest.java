package dev.sealwatch.notify;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.alerting.Telling;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels and notifications, by people. */
@QuarkusTest
class ChannelPageTest {

    private static final String HOSTILE = "<script>alert(1)</script> {cdi:x} hx-get=x \u202E";

    @Inject
    Telegraph telegraph;

    @Inject
    Wakeups wakeups;

    @BeforeEach
    void empty() {
        telegraph.reset();
    }

    @Test
    void addsAWebhookAndSaysAtTheFieldWhatIsWrong() {
        try (Receiver receiver = Receiver.plain(0);
                Visit visit = manager()) {
            Page page = visit.open("/security/channels?add=webhook");
            page.getByLabel("Name").fill("page-hook");
            page.getByLabel("URL").fill(receiver.url());
            page.getByLabel("Secret").fill("too short");
            save(page);
            assertThat(page.locator("#secret-wrong")).isVisible();
            assertThat(page.getByLabel("URL")).hasValue(receiver.url());
            visit.meetsWcag("channels-add");

            page.getByLabel("Secret").fill(ChannelApi.SECRET);
            save(page);
            assertThat(page.locator(".notice")).hasText("The channel page-hook is saved.");
            assertThat(row(page, "page-hook")).containsText("http://127.0.0.1:" + receiver.port() + "/…");
        }
    }

    @Test
    void sendsATestAndShowsWhatCameOfIt() {
        try (Receiver receiver = Receiver.plain(0).answering(200, 404);
                Visit visit = manager()) {
            ChannelApi.webhook("tested", receiver.url());
            Page page = visit.open("/security/channels");
            button(page, "Send a test: tested").click();
            assertThat(page.locator(".notice")).hasText("The test was delivered by tested.");
            button(page, "Send a test: tested").click();
            assertThat(page.locator(".notice"))
                    .hasText("The test was not delivered by tested: The receiver answered 404.");
            Assertions.assertThat(receiver.received()).hasSize(2);

            link(page, "Deliveries: tested").click();
            assertThat(page.locator("dialog[open] tbody tr")).hasCount(2);
            assertThat(page.locator("dialog[open]")).containsText("404");
            visit.meetsWcag("channels-log");
        }
    }

    @Test
    void countsInTheFrameWhatIsUnreadAsItComes() {
        wakeups.listen().await().indefinitely();
        try (Visit visit = Visit.of("page-counted", Permission.VIEW_AUDIT)) {
            Page page = visit.page();
            page.waitForResponse(
                    answer -> answer.url().endsWith("/api/siem/notifications"), () -> visit.open("/security/channels"));
            Locator badge = page.locator("#unread .badge");
            assertThat(badge).isHidden();

            telegraph.put(telegraph.raised("203.0.113.81", Telling.IN_APP));
            telegraph.put(telegraph.raised("203.0.113.82", Telling.IN_APP));
            assertThat(badge).hasText("2");

            page.locator("#unread").click();
            assertThat(badge).hasText("2");
            assertThat(page.locator("#notifications tbody tr")).hasCount(2);
        }
    }

    @Test
    void changesAndRemovesAChannelWithoutShowingItsSecret() {
        ChannelApi.webhook("changed", "https://1.1.1.1/hook");
        try (Visit visit = manager()) {
            Page page = visit.open("/security/channels");
            link(page, "Change: changed").click();
            assertThat(page.locator("[name=secret]")).hasValue("");
            page.getByLabel("It is used").uncheck();
            save(page);
            assertThat(row(page, "changed")).containsText("Disabled");
            visit.meetsWcag("channels");

            link(page, "Change: changed").click();
            button(page, "Remove this channel").click();
            assertThat(page.locator(".notice")).hasText("The channel was removed.");
        }
    }

    @Test
    void takesMailInRomanianWithoutScriptsAndShowsWhatIsWrong() {
        try (Visit visit = Visit.withoutScripts("channel-manager", Permission.VIEW_AUDIT, Permission.MANAGE)
                .inRomanian()) {
            Page page = visit.open("/security/channels?add=email");
            page.locator("dialog [name=name]").fill(HOSTILE);
            page.locator("dialog [name=recipients]").fill("nobody");
            page.locator("dialog[open] button").first().click();

            assertThat(page.locator("#recipients-wrong")).containsText("Destinatarii nu pot fi folosiți.");
            assertThat(page.locator("dialog [name=recipients]")).hasValue("nobody");

            page.locator("dialog [name=recipients]").fill("soc@example.com\nnoc@example.com");
            page.locator("dialog[open] button").first().click();
            assertThat(page.locator("#channels")).containsText("soc@example.com, noc@example.com");
            assertThat(page.locator("#channels")).containsText("<script>alert(1)</script> {cdi:x} hx-get=x <U+202E>");
        }
    }

    @Test
    void showsNobodyWhatLetsOnePostThere() {
        ChannelApi.webhook("page-slack", "https://hooks.example.com/T0/B0/very-secret", ", \"preset\": \"slack\"");
        ChannelApi.webhook("page-generic", "https://hooks.example.com/a/path?token=70ken");
        try (Visit visit = Visit.of("channel-viewer", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/channels");

            assertThat(row(page, "page-slack")).containsText("https://hooks.example.com/…");
            Assertions.assertThat(page.content()).doesNotContain("very-secret", "70ken");
            assertThat(page.locator("main form, dialog[open]")).hasCount(0);
        }
    }

    @Test
    void listsWhatOneHasNotReadUntilOneHas() {
        telegraph.put(telegraph.raised(HOSTILE, Telling.IN_APP), telegraph.raised("198.51.100.9", Telling.IN_APP));
        try (Visit visit = Visit.of("notification-reader", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/notifications");

            assertThat(page.locator("caption")).hasText("2 unread notifications");
            assertThat(page.locator("tbody")).containsText("<script>alert(1)</script>");
            visit.meetsWcag("notifications");
            button(page, "Mark all as read").click();
            assertThat(page.locator("main")).containsText("You have read everything.");
        }
    }

    private static Visit manager() {
        return Visit.of("channel-manager", Permission.VIEW_AUDIT, Permission.MANAGE);
    }

    private static Locator row(Page page, String name) {
        return page.locator("#channels tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void save(Page page) {
        button(page, "Save").click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }
}
