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
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

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
                .map(HostNames::server)
                .ifPresent(server -> builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(server)));
        this.resolver = builder.build();
    }

    /** @param text {@code host} or {@code host:port}, as an address */
    private static InetSocketAddress server(String text) {
        int colon = text.lastIndexOf(':');
        SocketAddress address = colon > 0 && colon == text.indexOf(':')
                ? SocketAddress.inetSocketAddress(Integer.parseInt(text.substring(colon + 1)), text.substring(0, colon))
                : SocketAddress.inetSocketAddress(DNS, text);
        return new InetSocketAddress(
                IpAddress.parse(address.host()).orElseThrow().inet(), address.port());
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
