package dev.sealwatch.platform;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The address of the database, the server there, and the proxies in front of the service. */
@Singleton
class PlatformCheck implements Refusal.OfStart {

    private final PlatformConfig config;
    private final ServerStore server;

    PlatformCheck(PlatformConfig config, ServerStore server) {
        this.config = config;
        this.server = server;
    }

    @Override
    public Uni<List<String>> refusals() {
        List<String> refusals = new ArrayList<>();
        config.trustedProxies().orElse(List.of()).forEach(block -> check(block, refusals));
        if (Sealwatch.isNowhere()) {
            refusals.add("SEALWATCH_DB_URL is not set, or not of the form postgresql://host:port/database, and this "
                    + "build starts no PostgreSQL of its own then. User and password belong in SEALWATCH_DB_USERNAME "
                    + "and SEALWATCH_DB_PASSWORD.");
            return Uni.createFrom().item(refusals);
        }
        return server.refusals().invoke(refusals::addAll).replaceWith(refusals);
    }

    private static void check(String block, List<String> refusals) {
        try {
            Cidr.parse(block);
        } catch (IllegalArgumentException unreadable) {
            refusals.add("SEALWATCH_TRUSTED_PROXIES holds what is no block of addresses: " + block
                    + ". Write CIDRs separated by commas, such as 10.0.0.0/8.");
        }
    }
}
