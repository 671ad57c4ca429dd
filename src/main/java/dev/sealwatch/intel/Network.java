package dev.sealwatch.intel;

import dev.sealwatch.platform.IpAddress;
import java.util.Optional;

/** A block of addresses in normal form: nothing is set behind its prefix. @param bits length of the prefix */
record Network(IpAddress first, int bits) {

    private static final int MOST_DIGITS = 3;

    /** Reads an address or a CIDR; a bare IPv6 address stands for its /64, as everywhere here. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? IpAddress.parse(text).map(Network::of)
                : IpAddress.parse(text.substring(0, slash))
                        .flatMap(first -> of(first, text.substring(slash + 1)))
                        .filter(Network::isNormal);
    }

    private static Network of(IpAddress address) {
        return address.isV4()
                ? new Network(address, width(address))
                : parse(address.key()).orElseThrow();
    }

    private static Optional<Network> of(IpAddress first, String bits) {
        boolean number =
                !bits.isEmpty() && bits.length() <= MOST_DIGITS && bits.chars().allMatch(c -> c >= '0' && c <= '9');
        return Optional.of(bits)
                .filter(digits -> number)
                .map(Integer::parseInt)
                .filter(length -> length <= width(first))
                .map(length -> new Network(first, length));
    }

    private static int width(IpAddress address) {
        return address.bytes().length * Byte.SIZE;
    }

    private boolean isNormal() {
        byte[] bytes = first.bytes();
        for (int bit = bits; bit < width(first); bit++) {
            if ((bytes[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether some address is in both. */
    boolean meets(Network other) {
        return first.sharesPrefix(other.first, Math.min(bits, other.bits));
    }

    /** As it is written: one IPv4 address without a prefix. */
    String text() {
        return first.isV4() && bits == width(first) ? first.text() : first.text() + "/" + bits;
    }
}
