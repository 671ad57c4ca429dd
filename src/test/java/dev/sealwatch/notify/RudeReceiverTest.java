package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a receiver answers with, a sending ends in time and says what came of it; the connection is closed. */
@QuarkusTest
class RudeReceiverTest {

    /** Of the tests' webhook-timeout 3 s, and what a busy machine takes besides. */
    private static final Duration LIMIT = Duration.ofSeconds(6);

    @Inject
    Webhook webhook;

    /** What is in brackets is repeated until nobody listens, after a pause where it begins with a dot. */
    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nothing, and hangs up    |                                                       | -               | No connection
            no HTTP                  | SSH-2.0-OpenSSH_9.6 ~~                                | -               | No connection
            a line without an end    | HTTP/1.1 200                                          | xxxxxxxx        | No connection
            headers without an end   | HTTP/1.1 200 OK~                                      | X-More: yyyyyy~ | No connection
            a head, byte by byte     | HTTP/1.1 200 OK~X-More:                               | .z              | No answer within
            nothing but promises     |                                                       | HTTP/1.1 100 Continue~~ | No answer within
            early hints, then yes    | HTTP/1.1 103 Early Hints~Link: </a>~~HTTP/1.1 200 OK~Content-Length: 0~~ | - | delivered 200
            another protocol         | HTTP/1.1 101 Switching Protocols~Upgrade: x~Connection: upgrade~~ | -   | The receiver answered 101
            a redirect to metadata   | HTTP/1.1 308 Permanent Redirect~Location: http://169.254.169.254/~Content-Length: 0~~ | - | The receiver answered 308
            a body without an end    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~          | 4~abcd~         | delivered 200
            a body, byte by byte     | HTTP/1.1 200 OK~Content-Length: 1000000~~             | .b              | delivered 200
            gigabytes announced      | HTTP/1.1 200 OK~Content-Length: 99999999999~~         | cccccccc        | delivered 200
            less than announced      | HTTP/1.1 200 OK~Content-Length: 100~~short            | -               | delivered 200
            no length at all         | HTTP/1.1 500 Oh~Content-Length: x~~                   | -               | -
            a status that is none    | HTTP/1.1 999 Whatever~Content-Length: 0~~             | -               | The receiver answered 999
            a bomb                   | HTTP/1.1 200 OK~Content-Encoding: gzip~Transfer-Encoding: chunked~~ | 4~abcd~ | delivered 200
            """)
    void endsInTimeWith(String what, String head, String repeated, String outcome) throws Exception {
        try (Rude receiver = new Rude(head == null ? "" : head, repeated)) {
            long start = System.nanoTime();
            Receipt receipt = webhook.post(
                            WebhookUrl.parse("http://127.0.0.1:" + receiver.port() + "/"),
                            Map.of(),
                            new byte[] {'{', '}'},
                            1)
                    .await()
                    .atMost(LIMIT.multipliedBy(3));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
            String said = receipt.delivered() ? "delivered " + receipt.status() : receipt.error();
            assertThat(said).startsWith(outcome == null ? "" : outcome);
            assertThat(receiver.isLeft(LIMIT)).isTrue();
        }
    }

    /** Answers one connection with bytes, and sees when it is closed. */
    private static final class Rude implements AutoCloseable {

        private static final int PAUSE_MILLIS = 100;

        private final ServerSocket server;
        private final CountDownLatch left = new CountDownLatch(1);

        Rude(String head, String repeated) throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> answer(head, repeated), "rude");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        boolean isLeft(Duration limit) throws InterruptedException {
            return left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void answer(String head, String repeated) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8_192]);
                OutputStream out = socket.getOutputStream();
                out.write(bytes(head));
                while (repeated != null) {
                    boolean slow = repeated.startsWith(".");
                    Thread.sleep(slow ? PAUSE_MILLIS : 0);
                    out.write(bytes(slow ? repeated.substring(1) : repeated));
                }
            } catch (IOException closed) {
                // As it is wanted.
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                left.countDown();
            }
        }

        private static byte[] bytes(String text) {
            return text.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
