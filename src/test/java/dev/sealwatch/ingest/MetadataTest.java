package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    private final Reader reader = new Reader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1.50,\"b\":-0,\"c\":1e308,\"d\":100000000000000000000000000000000000001}",
                "{\"a\":[],\"b\":[1,[2,{}],null,true,false],\"c\":{\"a\":{\"a\":null}}}",
                "{\"\":\"\",\"quote\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\",\"é\":\"😀\"}",
                "{\"a\":{\"siem\":1},\"Siem\":2,\"count\":{\"token_count\":3}}",
            })
    void keepsEveryValueAsSent(String json) {
        assertThat(metadata(json)).isEqualTo(json);
    }

    @Test
    void dropsWhiteSpaceOnly() {
        assertThat(metadata(" { \"a b\" : [ 1 ,\n 2 ] } ")).isEqualTo("{\"a b\":[1,2]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"password":"x1"}                        | {"password":"[REDACTED:password]"}
            {"a":[{"X-Api-Key":12}]}                 | {"a":[{"X-Api-Key":"[REDACTED:api_key]"}]}
            {"cookies":{"a":["b"]},"z":1}            | {"cookies":"[REDACTED:cookies]","z":1}
            {"userPassword":true,"token":null}       | {"userPassword":"[REDACTED:password]","token":null}
            {"h":"Authorization: Basic dXNlcjpwdw==","n":1} | {"h":"Authorization: [REDACTED:authorization]","n":1}
            {"card":4111111111111111,"id":4111111111111112} | {"card":"[REDACTED:card]1111","id":4111111111111112}
            {"n":[4.111111111111111e15,-4111111111111111.00]} | {"n":["[REDACTED:card]1111","-[REDACTED:card]1111"]}
            {"n":[41111111111111110E-1,0.4111111111111111E+16]} | {"n":["[REDACTED:card]1111","[REDACTED:card]1111"]}
            {"n":[4111111111111111.5,4.111111111111112e15,1e308,1.5e-300]} | {"n":[4111111111111111.5,4.111111111111112e15,1e308,1.5e-300]}
            {"https://a:b@h":1}                      | {"https://[REDACTED:url_credentials]@h":1}
            {"private_key":"-----BEGIN PRIVATE KEY-----"} | {"private_key":"[REDACTED:private_key]"}
            """)
    void redactsAtAnyDepth(String sent, String stored) {
        assertThat(metadata(sent)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"a":2}                                    | duplicate_key
            {"x":[{"a":1,"a":1}]}                            | duplicate_key
            {"a\\u0000":1,"a\\ufffd":2}                      | duplicate_key
            {"n":12345678901234567890123456789012345678901}  | number
            {"n":1e309}                                      | number
            {"n":1.5E-309}                                   | number
            {"n":[0.1e+00000309]}                            | number
            {"n":1e99999999999999}                           | number
            """)
    void dropsWhatJsonbCanNotKeep(String sent, String reason) {
        assertThat(metadata(sent)).startsWith("{\"siem\":{\"dropped\":{\"reason\":\"" + reason + "\",\"bytes\":");
    }

    @Test
    void keepsUpToTheLimitsAndNothingBeyond() {
        assertThat(metadata(nested(16))).isEqualTo(nested(16));
        assertThat(metadata(nested(17))).contains("\"too_deep\"");
        assertThat(metadata(flat(1_000))).isEqualTo(flat(1_000));
        assertThat(metadata(flat(1_001))).contains("\"too_many_nodes\"");
        assertThat(metadata(sized(65_536))).isEqualTo(sized(65_536));
        assertThat(metadata(sized(65_537))).contains("\"too_large\"");
    }

    @Test
    void knowsDroppedMetadataByItsRedactedText() {
        Draft draft = reader.with("\"metadata\": {\"a\": 1, \"a\": {\"password\": \"x1\"}}");

        String redacted = "{\"a\":1,\"a\":{\"password\":\"[REDACTED:password]\"}}";
        assertThat(draft.entry().metadata())
                .isEqualTo("{\"siem\":{\"dropped\":{\"reason\":\"duplicate_key\",\"bytes\":%d,\"sha256\":\"%s\"}}}"
                        .formatted(redacted.length(), JsonText.sha256(redacted)));
        assertThat(draft.sentMetadata()).isNull();
        assertThat(draft.warnings()).extracting(Warning::code).containsExactly("metadata_dropped");
    }

    @Test
    void comparesRepeatsWithoutTheServersOwnFlags() {
        Draft draft = reader.with("\"metadata\": {\"a\": 1}, \"ip_address\": \"nowhere\"");

        assertThat(draft.entry().metadata()).isEqualTo("{\"a\":1,\"siem\":{\"ip_raw\":\"nowhere\"}}");
        assertThat(draft.content().metadata()).isEqualTo("{\"a\":1}");
    }

    @Test
    @Timeout(20)
    void dropsMetadataHoweverDeep() {
        String deep = "[".repeat(90_000) + "]".repeat(90_000);

        assertThat(metadata("{\"a\":" + deep + "}")).contains("\"too_deep\"");
        assertThat(reader.rejected(Reader.entry("\"a\": " + deep)).code()).isEqualTo("unknown_field");
    }

    @Test
    @Timeout(20)
    void readsHundredsOfThousandsOfKeysInAMoment() {
        String keys =
                IntStream.range(0, 300_000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
        long start = System.nanoTime();

        assertThat(metadata("{" + keys + "}")).contains("\"too_many_nodes\"");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private String metadata(String json) {
        return reader.with("\"metadata\": " + json).entry().metadata();
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static String flat(int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private static String sized(int bytes) {
        return "{\"a\":\"" + "é".repeat((bytes - 8) / 2) + "x".repeat(bytes % 2) + "\"}";
    }
}
