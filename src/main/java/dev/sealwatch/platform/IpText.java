package dev.sealwatch.platform;

import java.util.Optional;

/** Addresses as text: strict dotted quads, and IPv6 as RFC 4291 reads and RFC 5952 writes it. */
final class IpText {

    private static final int GROUPS = 8;
    private static final int MAX_PORT = 65_535;

    private IpText() {}

    static boolean isPort(String text, int colon) {
        if (text.charAt(colon) != ':') {
            return false;
        }
        int port = number(text.substring(colon + 1), 10, 5);
        return port >= 0 && port <= MAX_PORT;
    }

    static Optional<byte[]> parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < parts.length; i++) {
            int octet = number(parts[i], 10, 3);
            boolean padded = parts[i].length() > 1 && parts[i].charAt(0) == '0';
            if (parts.length != bytes.length || octet < 0 || octet > 255 || padded) {
                return Optional.empty();
            }
            bytes[i] = (byte) octet;
        }
        return Optional.of(bytes);
    }

    static Optional<byte[]> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(bytes -> bytes.length == 2 * GROUPS);
        }
        Optional<byte[]> head = groups(text.substring(0, gap));
        Optional<byte[]> tail = groups(text.substring(gap + 2));
        // Only the last groups may be written as an IPv4 address.
        if (head.isEmpty() || tail.isEmpty() || text.lastIndexOf('.', gap) >= 0) {
            return Optional.empty();
        }
        return joined(head.get(), tail.get());
    }

    private static Optional<byte[]> joined(byte[] head, byte[] tail) {
        byte[] bytes = new byte[2 * GROUPS];
        if (head.length + tail.length > bytes.length - 2) {
            return Optional.empty();
        }
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
        return Optional.of(bytes);
    }

    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[2 * (parts.length + 1)];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean quad = i == parts.length - 1 && parts[i].indexOf('.') > 0;
            Optional<byte[]> group =
                    parts.length > GROUPS ? Optional.empty() : quad ? parseV4(parts[i]) : group(parts[i]);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            System.arraycopy(group.get(), 0, bytes, length, group.get().length);
            length += group.get().length;
        }
        return Optional.of(java.util.Arrays.copyOf(bytes, length));
    }

    private static Optional<byte[]> group(String text) {
        int value = number(text, 16, 4);
        return value < 0 ? Optional.empty() : Optional.of(new byte[] {(byte) (value >> 8), (byte) value});
    }

    /** ASCII digits only: {@code Character.digit} would take Arabic ones too. -1 when it is no number. */
    private static int number(String text, int radix, int maxDigits) {
        boolean ascii = text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        return ascii && !text.isEmpty() && text.length() <= maxDigits ? Integer.parseInt(text, radix) : -1;
    }

    static String ofV4(byte[] b) {
        return (b[0] & 255) + "." + (b[1] & 255) + "." + (b[2] & 255) + "." + (b[3] & 255);
    }

    static String ofV6(byte[] bytes) {
        int start = 0;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(bytes, i);
            if (zeros > longest) {
                start = i;
                longest = zeros;
            }
        }
        if (longest == 1) {
            return hex(bytes, 0, GROUPS);
        }
        return hex(bytes, 0, start) + "::" + hex(bytes, start + longest, GROUPS);
    }

    private static int zerosFrom(byte[] bytes, int group) {
        int end = group;
        while (end < GROUPS && bytes[2 * end] == 0 && bytes[2 * end + 1] == 0) {
            end++;
        }
        return end - group;
    }

    private static String hex(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "");
            text.append(Integer.toHexString((bytes[2 * i] & 255) << 8 | bytes[2 * i + 1] & 255));
        }
        return text.toString();
    }
}
