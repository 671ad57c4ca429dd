package dev.sealwatch.intel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            bad.example,               bad.example
            ' Bad.EXAMPLE ',           bad.example
            xn--bcher-kva.example,     xn--bcher-kva.example
            a.b.c.d.e.co,              a.b.c.d.e.co
            1.2.3.x4,                  1.2.3.x4
            0-9.example,               0-9.example
            """)
    void aDomainIsInLowerCase(String sent, String domain) {
        assertThat(Indicator.of(ThreatType.DOMAIN, sent)).contains(new Indicator(ThreatType.DOMAIN, domain, domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ".example",
                "example.",
                "bad..example",
                "-bad.example",
                "bad-.example",
                "bad_one.example",
                "bücher.example",
                "bad.exam\u212Ale",
                "bad example.com",
                "https://bad.example/",
                "bad.example:443",
                "203.0.113.7",
                "*.bad.example",
                "0123456789012345678901234567890123456789012345678901234567890123.example",
                "bad.example\u0000"
            })
    void whatIsNoDomainIsRefused(String sent) {
        assertThat(Indicator.of(ThreatType.DOMAIN, sent)).isEmpty();
    }

    @Test
    void aDomainIsNoLongerThanTheProtocolAllows() {
        String longest = "a.".repeat(124) + "abcde";

        assertThat(longest).hasSize(253);
        assertThat(Indicator.of(ThreatType.DOMAIN, longest)).isPresent();
        assertThat(Indicator.of(ThreatType.DOMAIN, longest + "f")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", " Ann ", "ANN@Example.com", "Straße", "ΣΊΣΥΦΟΣ", "ﬁn", "Ａｎｎ", "İ", "a b"})
    void aUserIsComparedAsThoseOfEntriesAre(String sent) {
        assertThat(Indicator.of(ThreatType.USER, sent))
                .contains(new Indicator(ThreatType.USER, sent.strip(), LogEntry.userKey(sent)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb", "a\u0085b", "a\uD800b"})
    void whatIsNoUserIsRefused(String sent) {
        assertThat(Indicator.of(ThreatType.USER, sent)).isEmpty();
    }

    @Test
    void aUserIsNeitherTooLongNorGrowsSo() {
        assertThat(Indicator.of(ThreatType.USER, "a".repeat(256))).isPresent();
        assertThat(Indicator.of(ThreatType.USER, "a".repeat(257))).isEmpty();
        assertThat(Indicator.of(ThreatType.USER, "\uFDFA".repeat(256))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ' 203.0.113.7 ',   203.0.113.7
            2001:DB8::1,       2001:db8::/64
            2001:db8::/48,     2001:db8::/48
            """)
    void anAddressIsInNormalForm(String sent, String address) {
        assertThat(Indicator.of(ThreatType.IP, sent)).contains(new Indicator(ThreatType.IP, address, address));
    }
}
