package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

    @ParameterizedTest(name = "{2}")
    @CsvSource(textBlock = """
            41,                  -1, a letter
            4142434445464748C3A9, -1, nine characters
            C280,                -1, the first of two bytes
            DFBF,                -1, the last of two bytes
            E0A080,              -1, the first of three bytes
            ED9FBF,              -1, the last before the surrogates
            EE8080,              -1, the first after the surrogates
            EFBFBF,              -1, U+FFFF
            F0908080,            -1, the first of four bytes
            F48FBFBF,            -1, U+10FFFF
            00,                  -1, NUL
            C080,                 0, an overlong NUL
            C1BF,                 0, an overlong DEL
            E09FBF,               0, overlong in three bytes
            F08FBFBF,             0, overlong in four bytes
            EDA080,               0, a high surrogate
            EDBFBF,               0, a low surrogate
            F4908080,             0, past U+10FFFF
            F5808080,             0, no lead byte
            FF,                   0, no UTF-8 byte
            80,                   0, a continuation alone
            4142C3,               2, a cut sequence of two
            41E282,               1, a cut sequence of three
            41F09F98,             1, a cut sequence of four
            41424344454647480080, 9, a continuation after ASCII
            """)
    void saysWhereItIsMalformed(String hex, int at, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.malformedAt(bytes, 0, bytes.length)).as(what).isEqualTo(at);
    }

    @Test
    void agreesWithTheStrictDecoderOfTheJdk() {
        Random random = new Random(7);
        byte[] alphabet = HexFormat.of().parseHex("4100C2C080A0BFDFE0EDEEEFF0F490F58F9F");
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(14)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            boolean valid = Utf8.malformedAt(bytes, 0, bytes.length) < 0;
            assertThat(valid).as(HexFormat.of().formatHex(bytes)).isEqualTo(decodes(bytes));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            abc,  3, 3
            abé,  4, 3
            abé,  3, 2
            a€b,  3, 1
            a😀b, 5, 3
            a😀b, 4, 1
            """)
    void cutsAtACharacter(String text, int bytes, int characters) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(Utf8.fitting(text, bytes)).isEqualTo(characters);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
