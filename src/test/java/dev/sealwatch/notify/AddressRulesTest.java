package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules rules = new AddressRules(Configs.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0.0.0                | unspecified
            0.1.2.3                | unspecified
            10.0.0.1               | private
            10.255.255.255         | private
            100.64.0.1             | shared by a provider's customers
            100.127.255.255        | shared by a provider's customers
            127.0.0.1              | loopback
            127.255.0.1            | loopback
            169.254.1.1            | link-local, where clouds keep metadata
            169.254.169.254        | link-local, where clouds keep metadata
            169.254.170.2          | link-local, where clouds keep metadata
            168.63.129.16          | the host of a cloud's machines
            172.16.0.1             | private
            172.31.255.255         | private
            192.0.0.170            | reserved for protocols
            192.0.2.1              | for documentation
            192.88.99.1            | a 6to4 relay
            192.168.0.1            | private
            198.18.0.1             | for benchmarks
            198.19.255.255         | for benchmarks
            198.51.100.7           | for documentation
            203.0.113.7            | for documentation
            224.0.0.1              | multicast
            239.255.255.255        | multicast
            240.0.0.1              | reserved or broadcast
            255.255.255.255        | reserved or broadcast
            ::                     | unspecified
            ::1                    | loopback
            ::ffff:127.0.0.1       | loopback
            ::ffff:a9fe:a9fe       | link-local, where clouds keep metadata
            ::ffff:0:10.0.0.1      | not a public one
            ::10.0.0.1             | an IPv4 address in IPv6
            64:ff9b::10.0.0.1      | an IPv4 address behind NAT64
            64:ff9b:1::a00:1       | an IPv4 address behind NAT64
            100::1                 | not a public one
            2001::1                | Teredo
            2001:2::1              | reserved for protocols
            2001:20::1             | reserved for protocols
            2001:db8::1            | for documentation
            2002:a00:1::1          | 6to4
            3fff::1                | for documentation
            5f00::1                | not a public one
            fc00::1                | private
            fd00:ec2::254          | private
            fe80::1                | link-local
            febf::1                | link-local
            fec0::1                | site-local
            ff02::1                | multicast
            """)
    void closesWhatIsNotPublic(String address, String kind) {
        assertThat(rules.objection(address(address))).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:200::1",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void opensWhatIsPublic(String address) {
        assertThat(rules.objection(address(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.0/24, true",
        "10.1.3.1, 10.1.2.0/24, false",
        "::ffff:10.1.2.3, 10.1.2.0/24, true",
        "fd00::5, 'fd00::/64, 10.0.0.1', true",
        "10.0.0.1, 'fd00::/64, 10.0.0.1', true",
        "10.0.0.2, 'fd00::/64, 10.0.0.1', false",
        "127.0.0.1, 0.0.0.0/0, true"
    })
    void opensWhatIsAllowed(String address, String allowed, boolean open) {
        AddressRules allowing = new AddressRules(Configs.of("allowed-cidrs", allowed));

        assertThat(allowing.objection(address(address)).isEmpty()).isEqualTo(open);
        assertThat(allowing.isAllowed(address(address))).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "ten", "10.0.0.0/8/8", "example.com"})
    void refusesASettingThatIsNoBlock(String allowed) {
        assertThatThrownBy(() -> new AddressRules(Configs.of("allowed-cidrs", allowed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SEALWATCH_NOTIFY_ALLOWED_CIDRS");
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
