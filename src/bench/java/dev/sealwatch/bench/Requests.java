package dev.sealwatch.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** The requests of one connection, one after another; a stream comes in many parts, any other request in one. */
final class Requests {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Scenario scenario;
    private final List<Payload> payloads;
    private final ByteBuffer head;
    private final ByteBuffer end = Payload.direct("0\r\n\r\n".getBytes(US_ASCII));
    private final Stamp stamp = new Stamp();
    private int next;
    private int part;

    /** @param connection which share of the payloads is its own: a payload is never under way twice */
    Requests(Scenario scenario, Target target, List<Payload> payloads, int connection) {
        this.scenario = scenario;
        this.head = Payload.direct(target.stream().getBytes(US_ASCII));
        this.payloads = IntStream.range(0, payloads.size())
                .filter(i -> i % scenario.connections == connection)
                .mapToObj(payloads::get)
                .toList();
    }

    int acknowledged() {
        return scenario.acknowledged();
    }

    void begin() {
        part = 0;
    }

    /** What comes next of the request that was begun; nothing at its end. */
    ByteBuffer nextPart() {
        int now = part++;
        if (!scenario.streams()) {
            return now == 0 ? payload() : NOTHING;
        }
        if (now == 0) {
            return head.rewind();
        }
        return now <= scenario.chunks ? payload() : now == scenario.chunks + 1 ? end.rewind() : NOTHING;
    }

    private ByteBuffer payload() {
        Payload payload = payloads.get(next);
        next = (next + 1) % payloads.size();
        return payload.stamped(stamp);
    }
}
