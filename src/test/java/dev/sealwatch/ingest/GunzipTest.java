package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private static final byte[] TEXT =
            "a log line that repeats itself, ".repeat(2_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Test
    void inflatesHoweverTheBodyIsCut() throws IOException {
        byte[] zipped = gzip(TEXT);
        Random random = new Random(11);

        for (int round = 0; round < 50; round++) {
            Gunzip gunzip = new Gunzip();
            Buffer out = Buffer.buffer();
            int at = 0;
            while (at < zipped.length) {
                int end = Math.min(zipped.length, at + 1 + random.nextInt(40));
                drain(gunzip, Arrays.copyOfRange(zipped, at, end), out);
                at = end;
            }
            gunzip.end();
            assertThat(out.getBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void skipsAFileNameInTheHeader() throws IOException {
        byte[] zipped = gzip(TEXT);
        byte[] named = new byte[zipped.length + 5];
        System.arraycopy(zipped, 0, named, 0, 10);
        named[3] = 8;
        System.arraycopy("logs\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, named, 10, 5);
        System.arraycopy(zipped, 10, named, 15, zipped.length - 10);

        assertThat(inflate(named)).isEqualTo(TEXT);
    }

    @Test
    void inflatesABombInSmallSteps() throws IOException {
        Gunzip gunzip = new Gunzip();
        gunzip.give(Buffer.buffer(gzip(new byte[50_000_000])));

        assertThat(gunzip.next().length()).isBetween(1, 64 * 1024);
    }

    @Test
    void inflatesMembersThatWereJoined() throws IOException {
        byte[] one = gzip(TEXT);
        byte[] both = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, both, one.length, one.length);

        assertThat(inflate(both)).hasSize(2 * TEXT.length);
    }

    @Test
    void refusesABodyThatEndsTooEarly() throws IOException {
        byte[] zipped = gzip(TEXT);

        assertThatThrownBy(() -> inflate(Arrays.copyOf(zipped, zipped.length - 3)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ends too early");
    }

    @Test
    void refusesAWrongChecksum() throws IOException {
        byte[] zipped = gzip(TEXT);
        zipped[zipped.length - 8] ^= 1;

        assertThatThrownBy(() -> inflate(zipped)).isInstanceOf(Refusal.class).hasMessageContaining("checksum");
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        byte[] zipped = gzip(TEXT);

        assertThatThrownBy(() -> inflate(Arrays.copyOf(zipped, zipped.length + 1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("goes on with something else");
    }

    @Test
    void refusesWhatIsNoGzip() {
        assertThatThrownBy(() -> inflate("{\"source\":\"system\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not begin like one");
    }

    private static byte[] inflate(byte[] zipped) {
        Gunzip gunzip = new Gunzip();
        Buffer out = Buffer.buffer();
        drain(gunzip, zipped, out);
        gunzip.end();
        return out.getBytes();
    }

    private static void drain(Gunzip gunzip, byte[] piece, Buffer out) {
        gunzip.give(Buffer.buffer(piece));
        for (Buffer step = gunzip.next(); step.length() > 0; step = gunzip.next()) {
            out.appendBuffer(step);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
