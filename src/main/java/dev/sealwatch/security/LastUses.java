package dev.sealwatch.security;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** When each service's token was last shown, kept back for a few seconds so that a busy sender costs no writes. */
@ApplicationScoped
class LastUses {

    private static final Logger LOG = Logger.getLogger(LastUses.class);

    private final ApiTokenStore store;
    private final Clock clock;
    private final Map<String, Instant> pending = new ConcurrentHashMap<>();

    LastUses(ApiTokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void seen(Caller caller) {
        if (caller.principal().startsWith(ApiToken.PRINCIPAL)) {
            pending.put(caller.name(), clock.instant());
        }
    }

    @Scheduled(every = "${sealwatch.security.standing-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        Map<String, Instant> uses = new HashMap<>(pending);
        pending.entrySet().removeAll(uses.entrySet());
        return uses.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.used(uses)
                        .onFailure()
                        .invoke(cause -> LOG.warnf("Last uses are not kept cause=%s", cause.getMessage()))
                        .onFailure()
                        .recoverWithNull();
    }
}
