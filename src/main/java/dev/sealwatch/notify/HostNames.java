package dev.sealwatch.notify;

import dev.sealwatch.platform.IpAddress;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Asks what addresses a name stands for, each time anew: an answer is only good for the connection it was asked for. */
@ApplicationScoped
class HostNames {

    /** Of each server that is asked; a sending has five seconds in all. */
    private static final int QUERY_MILLIS = 2_000;

    private static final int MOST_QUERIES = 16;
    private static final int DNS = 53;

    private final DnsNameResolver resolver;

    HostNames(Vertx vertx, NotifyConfig config) {
        EventLoop loop = ((VertxInternal) vertx).getEventLoopGroup().next();
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(NioDatagramChannel::new)
                .socketChannelFactory(NioSocketChannel::new)
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .queryTimeoutMillis(QUERY_MILLIS)
                .maxQueriesPerResolve(MOST_QUERIES);
        config.dnsServer()
                .flatMap(HostNames::server)
                .ifPresent(server -> builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(server)));
        this.resolver = builder.build();
    }

    /** @param text an address, with {@code :port} where it is not 53; IPv6 in brackets */
    static Optional<InetSocketAddress> server(String text) {
        try {
            int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
            boolean bare = end < 0 || end == text.length();
            int port = bare ? DNS : Integer.parseInt(text.substring(end + 1));
            return IpAddress.parse(bare ? text : text.substring(0, end))
                    .map(address -> new InetSocketAddress(address.inet(), port));
        } catch (IllegalArgumentException noPort) {
            return Optional.empty();
        }
    }

    /** All of them, IPv4 first; fails where there is none. */
    Uni<List<IpAddress>> of(String host) {
        return Uni.createFrom()
                .emitter(emitter -> resolver.resolveAll(host).addListener(resolved -> {
                    if (resolved.isSuccess()) {
                        emitter.complete(addresses(resolved.getNow()));
                    } else {
                        emitter.fail(WebhookUrl.refused("The name " + host + " has no address."));
                    }
                }));
    }

    private static List<IpAddress> addresses(Object found) {
        return ((List<?>) found)
                .stream()
                        .map(InetAddress.class::cast)
                        .map(address -> IpAddress.of(address.getAddress()))
                        .sorted((one, other) -> Boolean.compare(other.isV4(), one.isV4()))
                        .toList();
    }

    void close(@Observes ShutdownEvent stop) {
        resolver.close();
    }
}
