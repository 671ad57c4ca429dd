package dev.sealwatch.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {

    private final OwnAddresses own = own("198.51.100.0/24, 2001:db8:5::5/128");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.9.10",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "::1",
                "::",
                "fc00::1",
                "fdab:cdef::1",
                "fe80::1",
                "febf::1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::a00:1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "198.51.100.200",
                "2001:db8:5::77",
                "8.0.0.0/6",
                "0.0.0.0/0",
                "::/0"
            })
    void meetWhatMustNotBeBlocked(String address) {
        assertThat(own.meet(Network.parse(address).orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "169.253.1.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "223.255.255.255",
                "64:ff9b:2::1",
                "feff::1",
                "203.0.113.7",
                "198.51.101.1",
                "2001:db8:5:1::5",
                "fec0::1",
                "2001:db8::/48"
            })
    void meetNothingElse(String address) {
        assertThat(own.meet(Network.parse(address).orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7/24", "office", "198.51.100.0/24;203.0.113.0/24"})
    void refuseASettingThatIsNone(String setting) {
        assertThatThrownBy(() -> own(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("sealwatch.intel.own-addresses", setting);
    }

    private static OwnAddresses own(String setting) {
        return new OwnAddresses(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IntelConfig.class)
                .withDefaultValue("sealwatch.intel.own-addresses", setting)
                .build()
                .getConfigMapping(IntelConfig.class));
    }
}
