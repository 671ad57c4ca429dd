package dev.sealwatch.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address, parsed from a literal only: no resolver is ever asked.
 *
 * <p>An IPv4-mapped IPv6 address is the IPv4 address inside. Text is RFC 5952.
 */
public record IpAddress(InetAddress inet) {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;
    private static final String NETWORK = "/64";

    /** What is expected where {@link #orNetwork} finds nothing. */
    public static final String OR_NETWORK = "an address or an IPv6 network with /64";

    /**
     * Reads an address as senders write it: brackets, port and zone id are dropped. Shorthand such as {@code 127.1},
     * numbers, octal and CIDR are no addresses.
     */
    public static Optional<IpAddress> parse(String text) {
        return literal(text.strip()).map(IpAddress::of);
    }

    /** What can be asked for: an address, or all of a /64 as in {@code 2001:db8::/64}. As text. */
    public static Optional<String> orNetwork(String text) {
        if (text.endsWith(NETWORK)) {
            return parse(text.substring(0, text.length() - NETWORK.length()))
                    .filter(address -> !address.isV4())
                    .map(IpAddress::key);
        }
        return parse(text).map(IpAddress::text);
    }

    /** What entries of it are grouped by. @param asked of {@link #orNetwork} */
    public static String keyOf(String asked) {
        return parse(asked).map(IpAddress::key).orElse(asked);
    }

    /** @param bytes 4 or 16 bytes in network order. */
    public static IpAddress of(byte[] bytes) {
        try {
            // The JDK unwraps ::ffff:a.b.c.d by itself.
            return new IpAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes, not " + bytes.length, wrongLength);
        }
    }

    public byte[] bytes() {
        return inet.getAddress();
    }

    public boolean isV4() {
        return inet.getAddress().length == V4_BYTES;
    }

    /** What entries are grouped by: an IPv4 address itself, the /64 of an IPv6 address, since one attacker owns all of it. */
    public String key() {
        if (isV4()) {
            return text();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(bytes(), NETWORK_BYTES), V6_BYTES);
        return IpText.ofV6(network) + NETWORK;
    }

    /** Whether both are of one family and their first bits are alike. */
    public boolean sharesPrefix(IpAddress other, int bits) {
        byte[] mine = bytes();
        byte[] others = other.bytes();
        boolean alike = mine.length == others.length;
        for (int bit = 0; alike && bit < bits; bit++) {
            alike = ((mine[bit / Byte.SIZE] ^ others[bit / Byte.SIZE]) & 0x80 >> bit % Byte.SIZE) == 0;
        }
        return alike;
    }

    public String text() {
        byte[] bytes = bytes();
        return bytes.length == V4_BYTES ? IpText.ofV4(bytes) : IpText.ofV6(bytes);
    }

    @Override
    public String toString() {
        return text();
    }

    private static Optional<byte[]> literal(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            boolean closed = end > 0 && (end == text.length() - 1 || IpText.isPort(text, end + 1));
            return closed ? IpText.parseV6(withoutZone(text.substring(1, end))) : Optional.empty();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return IpText.parseV4(text);
        }
        boolean v4WithPort = colon == text.lastIndexOf(':') && IpText.isPort(text, colon);
        return v4WithPort ? IpText.parseV4(text.substring(0, colon)) : IpText.parseV6(withoutZone(text));
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
