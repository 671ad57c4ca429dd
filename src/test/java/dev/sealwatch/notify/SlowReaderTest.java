package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.alerting.Telling;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that takes nothing, while more is told than all buffers between hold. */
@QuarkusTest
class SlowReaderTest {

    private static final int DIGESTS = 100;

    /** So that a digest has about 100 KiB. */
    private static final List<String> NAMES =
            IntStream.range(0, 200).mapToObj(i -> "198.51.100." + i).toList();

    @TestHTTPResource("/")
    URI root;

    @Inject
    Telegraph telegraph;

    @Inject
    Wakeups wakeups;

    @Inject
    TestClock clock;

    private Instant before;
    private long first;

    @BeforeEach
    void tellALot() {
        before = clock.instant();
        telegraph.reset();
        for (int i = 0; i < DIGESTS; i++) {
            telegraph.put(telegraph.digest(NAMES, Telling.IN_APP));
        }
        first = telegraph
                .ask("select min(position) as first from notifications")
                .get(0)
                .getLong("first");
    }

    @AfterEach
    void setBack() {
        telegraph.reset();
        clock.set(before);
    }

    @Test
    void getsEverythingInOrderOnceItReads() throws IOException {
        try (Page page = new Page(0)) {
            look();
            look();

            assertThat(page.ids(DIGESTS)).isEqualTo(all());
        }
    }

    @Test
    void isLeftInPeaceWhileItTakesSomething() throws IOException, InterruptedException {
        try (Page page = new Page(0)) {
            look();
            look();
            List<Long> ids = page.ids(DIGESTS / 3);
            Thread.sleep(500);
            clock.advance(Duration.ofSeconds(31));
            look();
            ids.addAll(page.ids(DIGESTS - ids.size()));

            assertThat(ids).isEqualTo(all());
        }
    }

    @Test
    void isCutOffInTimeAndResumes() throws IOException, InterruptedException {
        List<Long> got;
        try (Page page = new Page(0)) {
            for (int i = 0; i < 20; i++) {
                look();
                clock.advance(Duration.ofSeconds(31));
                Thread.sleep(50);
            }
            got = page.ids(DIGESTS);
        }

        assertThat(got).hasSizeBetween(2, DIGESTS - 1);
        long whole = got.get(got.size() - 2);
        try (Page again = new Page(whole)) {
            assertThat(again.ids(DIGESTS - got.size() + 1)).isEqualTo(all().subList(got.size() - 1, DIGESTS));
        }
    }

    private List<Long> all() {
        return LongStream.range(first, first + DIGESTS).boxed().toList();
    }

    private void look() {
        wakeups.look().await().atMost(Duration.ofSeconds(10));
    }

    /** Asked for the stream, and read only when a test does. */
    private final class Page implements AutoCloseable {

        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Page(long last) throws IOException {
            socket.setReceiveBufferSize(8_192);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(root.getHost(), root.getPort()));
            String request = "GET /api/siem/notifications HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: " + last
                    + "\r\nAuthorization: Bearer " + Tokens.of("stream-slow", Permission.VIEW_AUDIT) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1_024);
        }

        /** The next ones, so many or up to the end. */
        List<Long> ids(int most) throws IOException {
            List<Long> ids = new ArrayList<>();
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        ids.add(Long.parseLong(line.substring("id: ".length())));
                    }
                    if (ids.size() == most) {
                        return ids;
                    }
                }
            } catch (SocketException reset) {
                return ids;
            }
            return ids;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
