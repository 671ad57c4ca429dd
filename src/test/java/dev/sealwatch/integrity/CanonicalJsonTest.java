package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    0        | 0
                    -0       | 0
                    -0.0     | 0
                    0e5      | 0
                    1.50     | 15E-1
                    1.5      | 15E-1
                    15E-1    | 15E-1
                    100      | 1E2
                    1e2      | 1E2
                    -120.0   | -12E1
                    1e308    | 1E308
                    1e-308   | 1E-308
                    0.1      | 1E-1
                    1234567890123456789012345678901234567891 | 1234567890123456789012345678901234567891
                    1.234567890123456789012345678901234567890 | 123456789012345678901234567890123456789E-38
                    9007199254740993 | 9007199254740993
                    """)
    void writesNumbersAsExactDecimals(String json, String canonical) {
        assertThat(canonical(json)).isEqualTo(canonical);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                            | {}
                    [ ]                           | []
                    [ 1 , [ true , null ] ]       | [1,[true,null]]
                    {"b":1, "a":{"d":2,"c":[]}}   | {"a":{"c":[],"d":2},"b":1}
                    {"a":1,"a":2}                 | {"a":2}
                    {"b":1,"":2,"aa":3,"a":4}     | {"":2,"a":4,"aa":3,"b":1}
                    "\\u002f\\/\\u00e9"           | "//é"
                    "\\u0000\\u001F\\u007f"       | "\\u0000\\u001f\u007f"
                    "\\b\\t\\n\\f\\r\\"\\\\"      | "\\b\\t\\n\\f\\r\\"\\\\"
                    """)
    void hasOneSpellingPerValue(String json, String canonical) {
        assertThat(canonical(json)).isEqualTo(canonical);
    }

    @Test
    void sortsKeysByTheirBytesAndNotByTheirSurrogates() {
        String beyondTheBasicPlane = "\ud800\udc00";
        String lastOfTheBasicPlane = "\uffff";

        assertThat(canonical("{\"" + beyondTheBasicPlane + "\":1,\"" + lastOfTheBasicPlane + "\":2,\"é\":3,\"z\":4}"))
                .isEqualTo("{\"z\":4,\"é\":3,\"" + lastOfTheBasicPlane + "\":2,\"" + beyondTheBasicPlane + "\":1}");
    }

    @Test
    void readsEscapedSurrogatePairsAsOneCharacter() {
        assertThat(canonical("\"\\ud83d\\ude00\"")).isEqualTo("\"😀\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "{\"\\udc00\":1}",
                "",
                " ",
                "{",
                "[1,]",
                "{} {}",
                "nul",
                "NaN",
                "01",
                "1e99999999999"
            })
    void refusesWhatHasNoCanonicalForm(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(json));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "absent", textBlock = """
                    {"b":1,"siem":{"skew":1},"a":2} | {"a":2,"b":1}
                    {"siem":{"skew":1}}             | absent
                    {}                              | {}
                    {"a":{"siem":1}}                | {"a":{"siem":1}}
                    """)
    void leavesOutOneMember(String json, String canonical) {
        byte[] rest = CanonicalJson.without("siem", json);

        assertThat(rest == null ? null : new String(rest, StandardCharsets.UTF_8))
                .isEqualTo(canonical);
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of(json), StandardCharsets.UTF_8);
    }
}
