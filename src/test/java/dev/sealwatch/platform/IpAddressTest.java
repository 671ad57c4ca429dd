package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest(name = "{0} → {1}, grouped by {2}")
    @CsvSource(textBlock = """
            203.0.113.5            , 203.0.113.5     , 203.0.113.5
            ' 203.0.113.5 '        , 203.0.113.5     , 203.0.113.5
            203.0.113.5:443        , 203.0.113.5     , 203.0.113.5
            0.0.0.0                , 0.0.0.0         , 0.0.0.0
            255.255.255.255        , 255.255.255.255 , 255.255.255.255
            2001:db8::1            , 2001:db8::1     , 2001:db8::/64
            [2001:db8::1]          , 2001:db8::1     , 2001:db8::/64
            [2001:db8::1]:443      , 2001:db8::1     , 2001:db8::/64
            [fe80::1%eth0]         , fe80::1         , fe80::/64
            fe80::1%25             , fe80::1         , fe80::/64
            2001:DB8:0:0:0:0:0:1   , 2001:db8::1     , 2001:db8::/64
            2001:db8:0:1:1:1:1:1   , 2001:db8:0:1:1:1:1:1 , 2001:db8:0:1::/64
            2001:0:0:1:0:0:0:1     , 2001:0:0:1::1   , 2001:0:0:1::/64
            ::                     , ::              , ::/64
            ::1                    , ::1             , ::/64
            1::                    , 1::             , 1::/64
            ::ffff:192.0.2.7       , 192.0.2.7       , 192.0.2.7
            ::ffff:c000:207        , 192.0.2.7       , 192.0.2.7
            [::ffff:192.0.2.7]:80  , 192.0.2.7       , 192.0.2.7
            64:ff9b::192.0.2.7     , 64:ff9b::c000:207 , 64:ff9b::/64
            """)
    void readsWhatSendersWrite(String text, String address, String key) {
        IpAddress parsed = IpAddress.parse(text).orElseThrow();

        assertThat(parsed).hasToString(address);
        assertThat(parsed.key()).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0} is asked for as {1}, grouped by {2}")
    @CsvSource(textBlock = """
            2001:DB8::1            , 2001:db8::1     , 2001:db8::/64
            2001:db8:0:0:1::/64    , 2001:db8::/64   , 2001:db8::/64
            203.0.113.5:443        , 203.0.113.5     , 203.0.113.5
            203.0.113.0/64         ,                 ,
            2001:db8::/48          ,                 ,
            """)
    void readsNetworksWhereTheyCanBeAskedFor(String text, String asked, String key) {
        assertThat(IpAddress.orNetwork(text).orElse(null)).isEqualTo(asked);
        assertThat(IpAddress.orNetwork(text).map(IpAddress::keyOf).orElse(null)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "010.1.1.1",
                "10.0.0.0/8",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.-4",
                "1.2.3.4:",
                "1.2.3.4:65536",
                "1.2.3.4:x",
                "localhost",
                "example.org",
                "1.2.3.٤",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:9",
                "12345::",
                "g::",
                "[::1",
                "::1]",
                "[::1]443",
                "[::1]:",
                "[1.2.3.4]",
                "2001:db8::/32",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "::1.2.3",
                "null",
                "1.2.3.4, 5.6.7.8"
            })
    void readsNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void comparesByAddressNotByText() {
        assertThat(IpAddress.parse("2001:DB8:0::1")).isEqualTo(IpAddress.parse("2001:db8::1"));
        assertThat(IpAddress.parse("::ffff:10.0.0.1")).isEqualTo(IpAddress.parse("10.0.0.1"));
    }
}
