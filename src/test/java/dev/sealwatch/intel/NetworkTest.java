package dev.sealwatch.intel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            203.0.113.7,              203.0.113.7
            203.0.113.7/32,           203.0.113.7
            203.0.113.0/24,           203.0.113.0/24
            0.0.0.0/0,                0.0.0.0/0
            ::ffff:203.0.113.7,       203.0.113.7
            2001:DB8:0:1::5,          2001:db8:0:1::/64
            2001:db8:0:1::/64,        2001:db8:0:1::/64
            2001:0db8:0000:1:0::/64,  2001:db8:0:1::/64
            2001:db8::/32,            2001:db8::/32
            2001:db8::5/128,          2001:db8::5/128
            """)
    void isWrittenInOneWayOnly(String sent, String written) {
        assertThat(Network.parse(sent).map(Network::text)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "203.0.113",
                "203.0.113.7/24",
                "203.0.113.0/33",
                "203.0.113.0/",
                "203.0.113.0/-1",
                "203.0.113.0/+24",
                "203.0.113.0/2 4",
                "203.0.113.0/٢٤",
                "203.0.113.0/24/24",
                "203.0.113.0/9999999999",
                "2001:db8::5/64",
                "2001:db8::/129",
                "::ffff:203.0.113.0/120",
                "example.com"
            })
    void refusesWhatIsNoNetworkInNormalForm(String sent) {
        assertThat(Network.parse(sent)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            203.0.113.7,      203.0.113.0/24,    true
            203.0.113.0/24,   203.0.113.7,       true
            203.0.114.7,      203.0.113.0/24,    false
            0.0.0.0/0,        203.0.113.7,       true
            0.0.0.0/0,        2001:db8::/32,     false
            2001:db8::1,      2001:db8::/32,     true
            2001:db8::/64,    2001:db8::5/128,   true
            2001:db9::/64,    2001:db8::/32,     false
            """)
    void meetsAnotherWhereAnAddressIsInBoth(String one, String other, boolean meets) {
        assertThat(Network.parse(one).orElseThrow().meets(Network.parse(other).orElseThrow()))
                .isEqualTo(meets);
    }
}
