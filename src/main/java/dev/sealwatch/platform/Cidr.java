package dev.sealwatch.platform;

/** A block of addresses, such as {@code 10.0.0.0/8}; a bare address is a block of one. */
record Cidr(byte[] network, int bits) {

    /** Also the converter of configuration values. */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).strip();
        byte[] network = IpAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("Not a block of addresses (like 10.0.0.0/8): " + text))
                .bytes();
        int bits = slash < 0
                ? network.length * 8
                : Integer.parseInt(text.substring(slash + 1).strip());
        if (bits < 0 || bits > network.length * 8) {
            throw new IllegalArgumentException("The prefix of " + text + " is outside 0 to " + network.length * 8);
        }
        return new Cidr(network, bits);
    }

    boolean holds(IpAddress address) {
        return address.sharesPrefix(IpAddress.of(network), bits);
    }
}
