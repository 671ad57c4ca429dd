package dev.sealwatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request, or a chunk of one, rendered ahead: when it is sent only times and ids are written anew.
 *
 * @param times where each time stands
 * @param ids where each id stands, where ids are sent
 */
record Payload(ByteBuffer bytes, List<Integer> times, List<Integer> ids) {

    /** Everything that a scenario sends. */
    static List<Payload> render(Scenario scenario, Target target, boolean withIds) {
        Entries entries = new Entries(withIds);
        return Stream.generate(() -> of(scenario, target, entries, withIds))
                .limit(scenario.rendered)
                .toList();
    }

    private static Payload of(Scenario scenario, Target target, Entries entries, boolean withIds) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<Integer> starts = new ArrayList<>();
        boolean array = !scenario.streams() && scenario.entries > 1;
        for (int i = 0; i < scenario.entries; i++) {
            body.writeBytes((array ? i == 0 ? "[" : "," : "").getBytes(UTF_8));
            starts.add(body.size());
            body.writeBytes((entries.next() + (scenario.streams() ? "\n" : "")).getBytes(UTF_8));
        }
        body.writeBytes((array ? "]" : "").getBytes(UTF_8));
        byte[] before = (scenario.streams() ? Integer.toHexString(body.size()) + "\r\n" : target.post(body.size()))
                .getBytes(UTF_8);
        ByteBuffer bytes = direct(before, body.toByteArray(), (scenario.streams() ? "\r\n" : "").getBytes(UTF_8));
        List<Integer> times =
                starts.stream().map(at -> before.length + at + entries.timeAt()).toList();
        List<Integer> ids =
                starts.stream().map(at -> before.length + at + entries.idAt()).toList();
        return new Payload(bytes, times, withIds ? ids : List.of());
    }

    /** Outside the heap, so that the socket takes it as it is. */
    static ByteBuffer direct(byte[]... parts) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(bytes::put);
        return bytes.flip();
    }

    /** The bytes to send now. */
    ByteBuffer stamped(Stamp stamp) {
        byte[] time = stamp.time();
        times.forEach(at -> bytes.put(at, time));
        ids.forEach(at -> bytes.put(at, stamp.id()));
        return bytes.rewind();
    }
}
