package dev.sealwatch.logs;

import dev.sealwatch.platform.IpAddress;
import java.util.Optional;

/** An address that is asked for, or a /64 of IPv6. @param key what it is grouped by */
record Address(String text, String key) {

    static final String EXPECTED = "an address or an IPv6 network with /64";

    private static final String NETWORK = "/64";

    static Optional<Address> of(String text) {
        if (text.endsWith(NETWORK)) {
            return IpAddress.parse(text.substring(0, text.length() - NETWORK.length()))
                    .filter(address -> !address.isV4())
                    .map(address -> new Address(address.key(), address.key()));
        }
        return IpAddress.parse(text).map(address -> new Address(address.text(), address.key()));
    }
}
