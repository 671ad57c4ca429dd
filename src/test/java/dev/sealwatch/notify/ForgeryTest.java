package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches through this service what he can't reach himself: refused when it is saved, and when it is sent. */
@QuarkusTest
class ForgeryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Telegraph telegraph;

    @Inject
    Webhook webhook;

    @Inject
    TestClock clock;

    @BeforeEach
    void empty() {
        telegraph.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://10.255.0.1:8443/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://169.254.170.2/",
                "https://168.63.129.16/",
                "https://172.16.0.1/",
                "https://172.31.255.254/",
                "https://192.0.0.192/",
                "https://192.168.1.1/",
                "https://198.18.0.1/",
                "https://192.0.2.1/",
                "https://198.51.100.1/",
                "https://203.0.113.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::10.0.0.1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[2002:a9fe:a9fe::1]/",
                "https://[2001:0:a9fe:a9fe::1]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://[fec0::1]/",
                "https://[ff02::1]/",
                "https://10-0-0-1.f1.test/",
                "https://1-1-1-1-and-10-0-0-1.f1.test/",
                "https://169-254-169-254.f1.test/",
                "https://fd000ec2000000000000000000000254.f1.test/",
                "https://00000000000000000000ffff0a000001.f1.test/",
                "http://1.1.1.1/",
                "http://1-1-1-1.f1.test/"
            })
    void reachesNothingThatIsClosed(String url) {
        ChannelApi.add("{\"name\": \"forged\", \"type\": \"webhook\", \"url\": \"%s\", \"secret\": \"%s\"}"
                        .formatted(url, ChannelApi.SECRET))
                .statusCode(400)
                .body("errors.field", contains("url"));

        Receipt receipt = webhook.post(WebhookUrl.parse(url), Map.of(), new byte[0], 1)
                .await()
                .atMost(PATIENCE);

        assertThat(receipt.delivered()).isFalse();
        assertThat(receipt.error()).containsAnyOf("which is", "plain http");
    }

    /** Saved, since all is well then; and refused when it is sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0-0-0-0",
                "10-0-0-1",
                "100-64-0-1",
                "100-100-100-200",
                "127-0-0-2",
                "127-255-255-254",
                "168-63-129-16",
                "169-254-169-254",
                "169-254-170-2",
                "172-16-0-1",
                "172-31-255-254",
                "192-0-0-192",
                "192-88-99-1",
                "192-168-1-1",
                "198-18-0-1",
                "224-0-0-1",
                "255-255-255-255",
                "00000000000000000000000000000000",
                "00000000000000000000000000000001",
                "00000000000000000000ffff0a000001",
                "00000000000000000000ffffa9fea9fe",
                "0000000000000000000000000a000001",
                "0064ff9b0000000000000000a9fea9fe",
                "0064ff9b00010000000000000a000001",
                "2002a9fea9fe00000000000000000001",
                "20010000a9fea9fe0000000000000001",
                "fc000000000000000000000000000001",
                "fd000ec2000000000000000000000254",
                "fe800000000000000000000000000001",
                "fec00000000000000000000000000001",
                "ff020000000000000000000000000001"
            })
    void refusesANameThatAnswersPubliclyFirstAndPrivatelyAfter(String label) {
        String channel = ChannelApi.webhook("rebinding", "https://1-1-1-1-then-%s.f2.test/".formatted(label));

        telegraph.put(telegraph.raised("203.0.113.50", channel));
        telegraph.send();

        ChannelApi.deliveries(channel)
                .body("deliveries[0].outcome", equalTo("failed"))
                .body("deliveries[0].error", containsString(", which is "));
    }

    @Test
    void connectsToTheAddressThatWasCheckedAndAsksNobodyAgain() {
        try (Receiver receiver = Receiver.secure()) {
            String url = "https://127-0-0-1-then-127-0-0-2.hooks.test:%d/a".formatted(receiver.port());

            assertThat(post(url, 1).delivered()).isTrue();
            assertThat(receiver.received()).hasSize(1);
            assertThat(post(url, 1).error()).contains("127.0.0.2");
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void believesNoCertificateOfAnotherName() {
        try (Receiver receiver = Receiver.secure()) {
            Receipt receipt = post("https://127-0-0-1.others.test:%d/".formatted(receiver.port()), 1);

            assertThat(receipt.delivered()).isFalse();
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    void saysTheNameOfTheHostToItsReceiver() {
        try (Receiver receiver = Receiver.secure()) {
            post("https://127-0-0-1.hooks.test:%d/a?b".formatted(receiver.port()), 1);

            assertThat(receiver.received()).singleElement().satisfies(request -> {
                assertThat(request.headers()).containsEntry("host", "127-0-0-1.hooks.test:" + receiver.port());
                assertThat(request.path()).isEqualTo("/a?b");
            });
        }
    }

    @Test
    void isDoneWithAnEndlessAnswer() {
        try (Receiver receiver = Receiver.plain(0).answeringWith(new byte[50_000_000])) {
            assertThat(post(receiver.url(), 1)).isEqualTo(Receipt.success(200));
        }
    }

    private Receipt post(String url, int attempt) {
        return webhook.post(WebhookUrl.parse(url), Map.of(), new byte[] {'{', '}'}, attempt)
                .await()
                .atMost(PATIENCE);
    }
}
