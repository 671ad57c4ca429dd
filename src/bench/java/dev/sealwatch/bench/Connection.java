package dev.sealwatch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One kept connection with one request under way. */
final class Connection {

    private static final int LONGEST_ANSWER = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Requests requests;
    private final ByteBuffer in = ByteBuffer.allocate(LONGEST_ANSWER);
    private ByteBuffer out;
    private long begun;

    Connection(Target target, Requests requests, Selector selector) throws IOException {
        this.channel = SocketChannel.open(target.address());
        this.requests = requests;
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void begin() throws IOException {
        requests.begin();
        in.clear();
        out = requests.nextPart();
        begun = System.nanoTime();
        write();
    }

    /** Sends until the request ends or the socket is full. */
    void write() throws IOException {
        while (out.hasRemaining() && channel.write(out) > 0) {
            if (!out.hasRemaining()) {
                out = requests.nextPart();
            }
        }
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * The answer, once it is complete.
     *
     * @throws IllegalStateException when it does not acknowledge every entry of the request
     */
    Optional<Answer> read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IllegalStateException("The service closed the connection without an answer");
        }
        Optional<Answer> answer = Answer.of(in.array(), in.position());
        answer.filter(other -> other.accepted() != requests.acknowledged()).ifPresent(other -> {
            throw new IllegalStateException("Not all was stored: " + other);
        });
        return answer;
    }

    long nanos() {
        return System.nanoTime() - begun;
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
