package dev.sealwatch.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A small DNS server that answers what it is asked for: {@code 192-0-2-1-and-192-0-2-2.n.test} has two addresses, and
 * {@code 192-0-2-1-then-10-0-0-1.n.test} another one the second time. IPv6 is 32 hexadecimal digits. Names below
 * example.com have a public address.
 */
public final class NameServer implements AutoCloseable {

    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Consumer<String> beforeAnswer;

    /** @param beforeAnswer may take its time: the answer waits for it */
    public NameServer(Consumer<String> beforeAnswer) {
        this.beforeAnswer = beforeAnswer;
        try {
            this.socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "test-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** As the setting takes it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException | IllegalArgumentException closedOrNonsense) {
                // The next one, if there is a next one.
            }
        }
    }

    private byte[] answer(byte[] query) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (query[at] != 0) {
            name.append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII))
                    .append('.');
            at += query[at] + 1;
        }
        int type = ByteBuffer.wrap(query).getShort(at + 1);
        int questionEnd = at + 5;
        List<byte[]> addresses = addresses(name.toString(), type);
        ByteBuffer answer = ByteBuffer.allocate(questionEnd + addresses.size() * 28);
        answer.put(query, 0, questionEnd);
        // An authoritative answer without an error; one question, so many answers, nothing else.
        answer.putShort(2, (short) 0x8580).putShort(6, (short) addresses.size()).putInt(8, 0);
        for (byte[] address : addresses) {
            answer.putShort((short) 0xC00C)
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(0);
            answer.putShort((short) address.length).put(address);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    private List<byte[]> addresses(String name, int type) {
        beforeAnswer.accept(name);
        if (name.endsWith(".example.com.")) {
            return type == A ? List.of(bytes("93-184-216-34")) : List.of();
        }
        String[] times = name.substring(0, name.indexOf('.')).split("-then-");
        int count = type == A ? asked.merge(name, 1, Integer::sum) : asked.getOrDefault(name, 1);
        return Arrays.stream(times[Math.min(count, times.length) - 1].split("-and-"))
                .map(NameServer::bytes)
                .filter(bytes -> bytes.length == (type == A ? 4 : type == AAAA ? 16 : -1))
                .toList();
    }

    private static byte[] bytes(String label) {
        if (label.length() == 32) {
            return HexFormat.of().parseHex(label);
        }
        String[] parts = label.split("-");
        ByteBuffer bytes = ByteBuffer.allocate(4);
        Arrays.stream(parts)
                .limit(4)
                .filter(part -> part.matches("\\d+"))
                .forEach(part -> bytes.put((byte) Integer.parseInt(part)));
        return bytes.hasRemaining() ? new byte[0] : bytes.array();
    }
}
