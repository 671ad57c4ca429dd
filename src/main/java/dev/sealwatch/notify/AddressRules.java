package dev.sealwatch.notify;

import dev.sealwatch.platform.IpAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which addresses something may be sent to, so that nobody reaches through this service what he can't reach himself. */
@ApplicationScoped
class AddressRules {

    private record Closed(Block block, String kind) {}

    /** IANA's special-purpose registries (RFC 6890 and its updates); an address in an address is judged as a block too. */
    private static final List<Closed> CLOSED = List.of(
            closed("0.0.0.0/8", "unspecified"),
            closed("10.0.0.0/8", "private"),
            closed("100.64.0.0/10", "shared by a provider's customers"),
            closed("127.0.0.0/8", "loopback"),
            closed("169.254.0.0/16", "link-local, where clouds keep metadata"),
            closed("168.63.129.16/32", "the host of a cloud's machines"),
            closed("172.16.0.0/12", "private"),
            closed("192.0.0.0/24", "reserved for protocols"),
            closed("192.0.2.0/24", "for documentation"),
            closed("192.88.99.0/24", "a 6to4 relay"),
            closed("192.168.0.0/16", "private"),
            closed("198.18.0.0/15", "for benchmarks"),
            closed("198.51.100.0/24", "for documentation"),
            closed("203.0.113.0/24", "for documentation"),
            closed("224.0.0.0/4", "multicast"),
            closed("240.0.0.0/4", "reserved or broadcast"),
            closed("::/128", "unspecified"),
            closed("::1/128", "loopback"),
            closed("::/96", "an IPv4 address in IPv6"),
            closed("64:ff9b::/96", "an IPv4 address behind NAT64"),
            closed("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
            closed("fc00::/7", "private"),
            closed("fe80::/10", "link-local"),
            closed("fec0::/10", "site-local"),
            closed("ff00::/8", "multicast"),
            closed("2001::/32", "Teredo"),
            closed("2001::/23", "reserved for protocols"),
            closed("2001:db8::/32", "for documentation"),
            closed("2002::/16", "6to4"),
            closed("3fff::/20", "for documentation"));

    /** All of IPv6 that is given out to anybody (RFC 4291, section 2.4). */
    private static final Block GLOBAL = block("2000::/3");

    private final List<Block> allowed;

    AddressRules(NotifyConfig config) {
        this.allowed = config.allowedCidrs().orElse(List.of()).stream()
                .map(AddressRules::block)
                .toList();
    }

    /** Whether it is on the list of those that may be reached though they are closed, and without TLS. */
    boolean isAllowed(IpAddress address) {
        return allowed.stream().anyMatch(block -> block.holds(address));
    }

    /** What it is that makes it closed; empty where anybody may send to it. */
    Optional<String> objection(IpAddress address) {
        if (isAllowed(address)) {
            return Optional.empty();
        }
        Optional<String> kind = CLOSED.stream()
                .filter(closed -> closed.block().holds(address))
                .map(Closed::kind)
                .findFirst();
        return kind.isEmpty() && !address.isV4() && !GLOBAL.holds(address) ? Optional.of("not a public one") : kind;
    }

    private static Closed closed(String block, String kind) {
        return new Closed(block(block), kind);
    }

    private static Block block(String text) {
        return Block.parse(text.strip())
                .orElseThrow(
                        () -> new IllegalArgumentException("SEALWATCH_NOTIFY_ALLOWED_CIDRS holds what is no block of"
                                + " addresses: " + text + ". Write CIDRs separated by commas, such as 10.1.2.0/24."));
    }
}
