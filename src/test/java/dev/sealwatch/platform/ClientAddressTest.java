package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest(name = "peer {0}, X-Forwarded-For {1} → {2}")
    @CsvSource(textBlock = """
            203.0.113.5 ,                              , 203.0.113.5
            10.0.0.1    ,                              , 10.0.0.1
            10.0.0.1    , 198.51.100.7                 , 198.51.100.7
            10.0.0.1    , '1.1.1.1, 198.51.100.7'      , 198.51.100.7
            203.0.113.5 , 1.1.1.1                      , 203.0.113.5
            10.0.0.1    , '198.51.100.7, 10.0.0.2'     , 198.51.100.7
            10.0.0.1    , [2001:db8::1]:443            , 2001:db8::1
            10.0.0.1    , 198.51.100.7:51000           , 198.51.100.7
            10.0.0.1    , '10.0.0.3, 10.0.0.2'         , 10.0.0.3
            10.0.0.1    , '198.51.100.7, nonsense'     , 10.0.0.1
            10.0.0.1    , 'nonsense, 198.51.100.7'     , 198.51.100.7
            10.0.0.1    , ', 198.51.100.7'             , 198.51.100.7
            ::ffff:10.0.0.1 , 198.51.100.7             , 198.51.100.7
            2001:db8:f::9 , 198.51.100.7               , 198.51.100.7
            2001:db8:e::9 , 198.51.100.7               , 2001:db8:e::9
            """)
    void walksFromTheRightOverTrustedHops(String peer, String forwardedFor, String client) {
        ClientAddress addresses = trusting("10.0.0.0/8,2001:db8:f::/48");

        assertThat(addresses.of(peer, forwardedFor == null ? List.of() : List.of(forwardedFor)))
                .hasToString(client);
    }

    @Test
    void readsRepeatedHeadersAsOneList() {
        assertThat(trusting("10.0.0.0/8").of("10.0.0.1", List.of("1.1.1.1", "198.51.100.7, 10.9.9.9")))
                .hasToString("198.51.100.7");
    }

    @Test
    void believesNobodyByDefault() {
        PlatformConfig config = new SmallRyeConfigBuilder()
                .withMapping(PlatformConfig.class)
                .build()
                .getConfigMapping(PlatformConfig.class);

        assertThat(new ClientAddress(config).of("10.0.0.1", List.of("198.51.100.7")))
                .hasToString("10.0.0.1");
    }

    private static ClientAddress trusting(String cidrs) {
        return new ClientAddress(new SmallRyeConfigBuilder()
                .withMapping(PlatformConfig.class)
                .withDefaultValue("sealwatch.trusted-proxies", cidrs)
                .build()
                .getConfigMapping(PlatformConfig.class));
    }
}
