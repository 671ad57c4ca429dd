package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.platform.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over STARTTLS and with a password, which the server of the tests insists on. */
@QuarkusTest
class MailTest {

    @Inject
    Telegraph telegraph;

    @BeforeEach
    void empty() {
        telegraph.reset();
    }

    @Test
    void goesToEveryRecipient() {
        String one = address();
        String other = address();
        String channel = ChannelApi.mail("two", "en", one, other);

        telegraph.put(telegraph.raised("203.0.113.7", channel));
        telegraph.send();

        assertThat(MailServer.mailsTo(one)).hasSize(1);
        assertThat(MailServer.mailsTo(other)).hasSize(1).map(Letter::of).allSatisfy(letter -> {
            assertThat(letter.subject()).isEqualTo("[Sealwatch] critical: Brute force attack (203.0.113.7)");
            assertThat(letter.text()).contains("Address: 203.0.113.7", "Rule: RULE-BRUTE-FORCE", "Open the alert: ");
            assertThat(letter.html()).contains("<h2>Brute force attack</h2>", "<td>203.0.113.7</td>");
            assertThat(letter.header("From")).contains("sealwatch@siem.example");
            assertThat(letter.header("Auto-Submitted")).contains("auto-generated");
        });
    }

    @Test
    void reachesTheOthersWhereOneIsRefused() {
        String one = address();
        String refused = "full-" + address();
        String channel = ChannelApi.mail("partly", "en", refused, one);

        ChannelApi.test(channel)
                .statusCode(200)
                .body("outcome", equalTo("delivered"))
                .body("error", equalTo("The mail server refused 1 of 2 recipients: " + refused));
        ChannelApi.deliveries(channel).body("deliveries[0].error", containsString(refused));

        assertThat(MailServer.mailsTo(one)).hasSize(1);
    }

    @Test
    void isWrittenInRomanian() {
        String recipient = address();
        String channel = ChannelApi.mail("ro", "ro", recipient);

        ChannelApi.test(channel).statusCode(200).body("outcome", equalTo("delivered"));

        assertThat(MailServer.mailsTo(recipient)).hasSize(1).map(Letter::of).allSatisfy(letter -> {
            assertThat(letter.subject()).isEqualTo("[Sealwatch] scăzută: Mesaj de probă");
            assertThat(letter.text()).contains("Cine o citește va fi anunțat de alerte pe acest canal.");
            assertThat(letter.html()).contains("<html lang=\"ro\">", "Trimis de Sealwatch.");
        });
    }

    @Test
    void showsWhatAnAttackerWroteAsText() {
        String recipient = address();
        String channel = ChannelApi.mail("hostile", "en", recipient);
        String who = "x\r\nBcc: spy@example.com\r\n\r\n<script>alert(1)</script>{card.subject}\u202Etxt.exe\u001B[31m";

        telegraph.put(telegraph.raised(who, channel));
        telegraph.send();

        assertThat(MailServer.mailsTo("spy@example.com")).isEmpty();
        assertThat(MailServer.mailsTo(recipient)).hasSize(1).map(Letter::of).allSatisfy(letter -> {
            assertThat(letter.header("Bcc")).isEqualTo("null");
            assertThat(letter.subject()).contains("x<U+000D><U+000A>Bcc").doesNotContain("\n", "\u202E");
            assertThat(letter.html())
                    .contains("&lt;script&gt;", "&lt;U+202E&gt;txt.exe&lt;U+001B&gt;[31m", "{card.subject}")
                    .doesNotContain("<script>", "\u202E", "\u001B");
            assertThat(letter.text())
                    .contains("<U+202E>txt.exe<U+001B>[31m")
                    .doesNotContain("\u202E", "\u001B", "\nBcc:");
        });
    }

    @Test
    void gathersADigest() {
        String recipient = address();
        String channel = ChannelApi.mail("digest", "en", recipient);

        telegraph.put(telegraph.digest(List.of("203.0.113.1", "203.0.113.2"), channel));
        telegraph.send();

        assertThat(MailServer.mailsTo(recipient)).hasSize(1).map(Letter::of).allSatisfy(letter -> {
            assertThat(letter.subject()).isEqualTo("[Sealwatch] Alerts, gathered: 4");
            assertThat(letter.text())
                    .contains("Reason: Upgrade of the <core>", "203.0.113.1", "203.0.113.2", "Further alerts: 2");
            assertThat(letter.html()).contains("Upgrade of the &lt;core&gt;");
        });
    }

    @Test
    void saysWhyItWasNotTaken() {
        String channel = ChannelApi.mail("full", "en", "full-" + address());

        ChannelApi.test(channel)
                .body("outcome", equalTo("given_up"))
                .body("error", containsString("The mail was not taken"));
    }

    @Test
    void isRefusedWithoutAServer() {
        Mailing nowhere = new Mailing(null, Configs.of());

        assertThatThrownBy(nowhere::refuseWithoutHost)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("QUARKUS_MAILER_HOST");
    }

    private static String address() {
        return "mail-" + UUID.randomUUID() + "@example.com";
    }
}
