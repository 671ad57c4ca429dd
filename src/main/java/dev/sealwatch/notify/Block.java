package dev.sealwatch.notify;

import dev.sealwatch.platform.IpAddress;
import java.util.Optional;

/** A block of addresses, such as {@code 10.0.0.0/8}; a bare address is a block of one. @param bits length of the prefix */
record Block(IpAddress first, int bits) {

    private static final int MOST_DIGITS = 3;

    static Optional<Block> parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? IpAddress.parse(text).map(address -> new Block(address, width(address)))
                : IpAddress.parse(text.substring(0, slash)).flatMap(first -> of(first, text.substring(slash + 1)));
    }

    private static Optional<Block> of(IpAddress first, String bits) {
        boolean number =
                !bits.isEmpty() && bits.length() <= MOST_DIGITS && bits.chars().allMatch(c -> c >= '0' && c <= '9');
        return Optional.of(bits)
                .filter(digits -> number)
                .map(Integer::parseInt)
                .filter(length -> length <= width(first))
                .map(length -> new Block(first, length));
    }

    private static int width(IpAddress address) {
        return address.bytes().length * Byte.SIZE;
    }

    boolean holds(IpAddress address) {
        return address.sharesPrefix(first, bits);
    }
}
