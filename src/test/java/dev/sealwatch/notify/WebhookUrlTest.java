package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example/a?b=c, true, hooks.example, 443, /a?b=c, hooks.example",
        "https://hooks.example, true, hooks.example, 443, /, hooks.example",
        "https://hooks.example?x, true, hooks.example, 443, /?x, hooks.example",
        "HTTPS://HOOKS.Example:443/A%20b, true, hooks.example, 443, /A%20b, hooks.example",
        "http://hooks.example:8080/, false, hooks.example, 8080, /, hooks.example:8080",
        "https://xn--bcher-kva.example/, true, xn--bcher-kva.example, 443, /, xn--bcher-kva.example",
        "https://1.1.1.1:8443/x, true, 1.1.1.1, 8443, /x, 1.1.1.1:8443",
        "https://[2606:4700:0:0::1]/x, true, 2606:4700::1, 443, /x, [2606:4700::1]",
        "https://localhost/, true, localhost, 443, /, localhost"
    })
    void isTakenApart(String text, boolean tls, String host, int port, String target, String authority) {
        WebhookUrl url = WebhookUrl.parse(text);

        assertThat(url).isEqualTo(new WebhookUrl(tls, host, port, target));
        assertThat(url.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example",
                "//hooks.example/",
                "/a",
                "https:",
                "https://",
                "https:///a",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "gopher://hooks.example/",
                "javascript:alert(1)",
                "mailto:a@b.example",
                "https://user@hooks.example/",
                "https://user:pw@hooks.example/",
                "https://hooks.example@127.0.0.1/",
                "https://hooks.example/#x",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://2130706433/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://1.2.3.4.5/",
                "https://127.0.0.256/",
                "https://127.0.0.01/",
                "https://0x/",
                "https://a.0x7f/",
                "https://a.1/",
                "https://127.0.0.1./",
                "https://hooks.example./",
                "https://hooks..example/",
                "https://-hooks.example/",
                "https://hooks_example/",
                "https://%6cocalhost/",
                "https://１２７.0.0.1/",
                "https://bücher.example/",
                "https://ⓛocalhost/",
                "https://[fe80::1%25eth0]/",
                "https://[::1]x/",
                "https://[::1",
                "https://[1.2.3.4]/",
                "https://hooks.example:0/",
                "https://hooks.example:22/",
                "https://hooks.example:25/",
                "https://hooks.example:65536/",
                "https://hooks.example:-1/",
                "https://hooks.example:x/",
                "https://hooks.example/a b",
                "https://hooks.example/a\r\nX: y",
                "https://hooks.example\\@127.0.0.1/",
                "https://hooks.example/\u0000",
                " https://hooks.example/"
            })
    void isRefused(String text) {
        assertThatThrownBy(() -> WebhookUrl.parse(text)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_029, 2_030})
    void isNoNovel(int length) {
        String text = "https://hooks.test/" + "a".repeat(length);

        if (text.length() <= 2_048) {
            assertThat(WebhookUrl.parse(text).target()).hasSize(length + 1);
        } else {
            assertThatThrownBy(() -> WebhookUrl.parse(text)).isInstanceOf(Refusal.class);
        }
    }
}
