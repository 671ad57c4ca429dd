package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void cutsAtLineEndsAndDropsCarriageReturns() {
        assertThat(cut(100, "a\nb\r\nc")).containsExactly("0:a", "1:b", "2:c");
    }

    @Test
    void countsBlankLinesWithoutHandingThemOut() {
        assertThat(cut(100, "\n  \na\n\n")).containsExactly("2:a");
    }

    @Test
    void remembersALineOverTheLimitWithoutKeepingIt() {
        assertThat(cut(3, "abcd\nabc\nabc\r\n")).containsExactly("0:too long", "1:abc", "2:abc");
        assertThat(cut(3, "abcdefghij")).containsExactly("0:too long");
    }

    @Test
    void findsTheSameLinesHoweverTheStreamIsCut() {
        String text = "{\"a\":1}\r\n\n{\"b\":\"é\"}\n" + "x".repeat(50) + "\nlast";
        List<String> whole = cut(40, text);
        Random random = new Random(7);

        for (int round = 0; round < 200; round++) {
            Lines lines = new Lines(40);
            List<String> found = new ArrayList<>();
            Buffer rest = Buffer.buffer(text);
            while (rest.length() > 0) {
                int piece = 1 + random.nextInt(Math.min(9, rest.length()));
                lines.feed(rest.getBuffer(0, piece)).forEach(line -> found.add(text(line)));
                rest = rest.getBuffer(piece, rest.length());
            }
            lines.end().forEach(line -> found.add(text(line)));
            assertThat(found).isEqualTo(whole);
        }
    }

    private static List<String> cut(int limit, String text) {
        Lines lines = new Lines(limit);
        List<String> found = new ArrayList<>();
        lines.feed(Buffer.buffer(text)).forEach(line -> found.add(text(line)));
        lines.end().forEach(line -> found.add(text(line)));
        return found;
    }

    private static String text(Lines.Line line) {
        return line.number() + ":"
                + (line.bytes() == null ? "too long" : new String(line.bytes(), StandardCharsets.UTF_8));
    }
}
