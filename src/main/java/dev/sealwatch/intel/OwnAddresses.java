package dev.sealwatch.intel;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that are nobody's in particular or one's own: to call them bad would be to block oneself. */
@Startup
@ApplicationScoped
class OwnAddresses {

    /**
     * Unspecified, loopback, private (RFC 1918, RFC 4193), link-local, shared by a provider's customers (RFC 6598),
     * multicast, reserved with broadcast (RFC 1112), and IPv4 in IPv6 (RFC 6052, RFC 8215), whose /64 is everybody's.
     */
    private static final List<String> NEVER = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "fc00::/7",
            "fe80::/10",
            "ff00::/8");

    private final List<Network> networks;

    OwnAddresses(IntelConfig config) {
        this.networks = Stream.concat(NEVER.stream(), config.ownAddresses().orElse(List.of()).stream())
                .map(OwnAddresses::network)
                .toList();
    }

    /** Whether any address of the network is one of these. */
    boolean meet(Network network) {
        return networks.stream().anyMatch(network::meets);
    }

    private static Network network(String text) {
        return Network.parse(text.strip())
                .orElseThrow(() -> new IllegalArgumentException("sealwatch.intel.own-addresses: " + text
                        + " is no block of addresses. Write it like 203.0.113.0/24, with zeros behind the prefix."));
    }
}
