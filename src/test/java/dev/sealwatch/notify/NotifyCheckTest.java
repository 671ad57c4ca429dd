package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyCheckTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            allowed-cidrs   | 10.1.2.0/33       | SEALWATCH_NOTIFY_ALLOWED_CIDRS holds what is no block of addresses: 10.1.2.0/33
            allowed-cidrs   | example.com       | SEALWATCH_NOTIFY_ALLOWED_CIDRS holds what is no block of addresses: example.com
            secret          | too short         | SEALWATCH_NOTIFY_SECRET has fewer than 32 bytes
            dns-server      | dns.example.com   | sealwatch.notify.dns-server is no address with or without a port: dns.example.com
            dns-server      | 10.0.0.1:dns      | sealwatch.notify.dns-server is no address with or without a port: 10.0.0.1:dns
            dns-server      | 10.0.0.1:65536    | sealwatch.notify.dns-server is no address with or without a port: 10.0.0.1:65536
            lease           | 5s                | sealwatch.notify.lease is 5000 ms, which is not longer than a sending may take
            mail-timeout    | 60s               | sealwatch.notify.lease is 60000 ms, which is not longer than a sending may take
            """)
    void refusesToStart(String setting, String value, String why) {
        assertThat(refusals(setting, value)).singleElement().asString().startsWith(why);
    }

    @Test
    void tellsNoSecret() {
        assertThat(refusals("secret", "hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void saysAllThatIsWrong() {
        assertThat(refusals("secret", "short", "allowed-cidrs", "10.0.0.0/8,x,y", "dns-server", "z"))
                .hasSize(4);
    }

    @Test
    void letsStartWhatCanBeWorkedWith() {
        assertThat(refusals()).isEmpty();
        assertThat(refusals("allowed-cidrs", "10.0.0.0/8, fd00::/8", "secret", SECRET, "dns-server", "[fd00::53]:5353"))
                .isEmpty();
    }

    private static List<String> refusals(String... settings) {
        return new NotifyCheck(Configs.of(settings)).refusals().await().indefinitely();
    }
}
