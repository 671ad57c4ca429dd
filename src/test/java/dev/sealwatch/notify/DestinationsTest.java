package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.platform.Refusal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationsTest {

    private final Vertx vertx = Vertx.vertx();
    private final NameServer names = new NameServer(name -> {});
    private final NotifyConfig config =
            Configs.of("dns-server", names.address(), "allowed-cidrs", "10.9.0.0/16, fd09::/16");
    private final Destinations destinations = new Destinations(new HostNames(vertx, config), new AddressRules(config));

    @AfterAll
    void close() {
        vertx.close();
        names.close();
    }

    @Test
    void areAllAddressesOfAName() {
        assertThat(of("https://1-1-1-1-and-26064700000000000000000000001111-and-8-8-8-8.n1.test/"))
                .containsExactlyInAnyOrder("1.1.1.1", "8.8.8.8", "2606:4700::1111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://1-1-1-1-and-10-0-0-1.n2.test/",
                "https://10-0-0-1-and-1-1-1-1.n2.test/",
                "https://1-1-1-1-and-00000000000000000000000000000001.n2.test/",
                "https://169-254-169-254.n2.test/",
                "https://fd000ec2000000000000000000000254.n2.test/",
                "https://00000000000000000000ffff7f000001.n2.test/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://localhost/"
            })
    void areRefusedWhereOneOfThemIsClosed(String url) {
        assertThatThrownBy(() -> of(url)).isInstanceOf(Refusal.class);
    }

    @Test
    void areLookedUpAnewEachTime() {
        String url = "https://1-1-1-1-then-10-0-0-1.n3.test/";

        assertThat(of(url)).containsExactly("1.1.1.1");
        assertThatThrownBy(() -> of(url)).isInstanceOf(Refusal.class);
    }

    @Test
    void takePlainHttpOnlyWhereItIsAllowed() {
        assertThat(of("http://10-9-0-1.n4.test/")).containsExactly("10.9.0.1");
        assertThat(of("http://10.9.0.1/")).containsExactly("10.9.0.1");
        assertThatThrownBy(() -> of("http://1-1-1-1.n4.test/")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> of("http://10-9-0-1-and-1-1-1-1.n4.test/")).isInstanceOf(Refusal.class);
    }

    @Test
    void saySoWhereANameHasNone() {
        assertThatThrownBy(() -> of("https://nobody.n5.test/"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.faults().get(0).detail()).contains("nobody.n5.test"));
    }

    private List<String> of(String url) {
        return destinations.of(WebhookUrl.parse(url)).await().atMost(Duration.ofSeconds(10)).stream()
                .map(IpAddress::text)
                .toList();
    }
}
