package dev.sealwatch.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Lets a verified token count only as far as its holder's standing goes now: revoked, deleted or reduced since it was
 * signed, on this replica or another.
 */
@ApplicationScoped
class Standings implements SecurityIdentityAugmentor {

    private static final Logger LOG = Logger.getLogger(Standings.class);

    private record Known(Map<String, Standing> holders, Set<String> revoked) {}

    private final StandingStore store;
    private final JwtConfig config;
    private final Newest<Known> known = new Newest<>(new Known(Map.of(), Set.of()));

    /** Sessions that were over when they were asked about, which they stay: a stale token costs one question, not many. */
    private final Cache<String, String> over =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Standings(StandingStore store, JwtConfig config) {
        this.store = store;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        poll().subscribe().with(done -> {});
    }

    @Scheduled(every = "${sealwatch.security.standing-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return refresh()
                .onFailure()
                .invoke(cause -> LOG.warnf("Users and tokens can't be read cause=%s", cause.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        return store.forgetExpired();
    }

    /** Makes a change made here count at once. */
    Uni<Void> refresh() {
        return known.read(Uni.combine().all().unis(store.all(), store.revoked()).with(Known::new));
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? permissions(token).map(permissions -> holding(permissions, identity))
                : Uni.createFrom().item(identity);
    }

    private Uni<Set<String>> permissions(JsonWebToken token) {
        if (known.get().revoked().contains(Token.id(token))) {
            return refused();
        }
        if (config.isExternal()) {
            return Uni.createFrom().item(Permission.known(token.getGroups()));
        }
        Standing standing = known.get().holders().get(token.getSubject());
        return counts(token, standing) ? Uni.createFrom().item(standing.permissions()) : asked(token);
    }

    /** What another replica did a moment ago may not be known here yet, so nobody is refused out of memory. */
    private Uni<Set<String>> asked(JsonWebToken token) {
        String session = token.getSubject() + ' ' + token.getClaim(TokenIssuer.SESSION);
        if (over.getIfPresent(session) != null) {
            return refused();
        }
        return store.of(token.getSubject())
                .flatMap(standing -> standing.filter(found -> counts(token, found))
                        .map(found -> Uni.createFrom().item(found.permissions()))
                        .orElseGet(() -> {
                            over.put(session, session);
                            return refused();
                        }));
    }

    private static boolean counts(JsonWebToken token, Standing standing) {
        return standing != null && standing.session().toString().equals(token.getClaim(TokenIssuer.SESSION));
    }

    private static Uni<Set<String>> refused() {
        return Uni.createFrom().failure(new AuthenticationFailedException("The token was revoked"));
    }

    private static SecurityIdentity holding(Set<String> permissions, SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addRoles(permissions)
                .build();
    }
}
