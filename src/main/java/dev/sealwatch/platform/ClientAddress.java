package dev.sealwatch.platform;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Who is at the other end: the peer, or, behind trusted proxies, the last hop of X-Forwarded-For that is not one of them. */
@ApplicationScoped
public class ClientAddress {

    private static final IpAddress UNKNOWN = IpAddress.of(new byte[4]);

    private final List<Cidr> trusted;

    ClientAddress(PlatformConfig config) {
        this.trusted = config.trustedProxies().orElse(List.of()).stream()
                .map(Cidr::parse)
                .toList();
    }

    /** The address used for rate limits and the audit trail; {@code 0.0.0.0} for a peer without one (a Unix socket). */
    public IpAddress of(HttpServerRequest request) {
        String peer =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        return of(peer, request.headers().getAll("X-Forwarded-For"));
    }

    /** The path below which a browser sees us, with a slash at both ends: what links of pages begin with. */
    public static String base(RoutingContext context) {
        return Forwarded.base(context);
    }

    /** Whether a browser came by TLS. */
    public static boolean isSecure(RoutingContext context) {
        return context.get(Forwarded.SECURE, false);
    }

    boolean isFromProxy(HttpServerRequest request) {
        return request.remoteAddress() != null
                && IpAddress.parse(request.remoteAddress().hostAddress())
                        .filter(this::isTrusted)
                        .isPresent();
    }

    IpAddress of(String peer, List<String> forwardedFor) {
        IpAddress client = Optional.ofNullable(peer).flatMap(IpAddress::parse).orElse(UNKNOWN);
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            Optional<IpAddress> hop = IpAddress.parse(hops[i]);
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(block -> block.holds(address));
    }
}
