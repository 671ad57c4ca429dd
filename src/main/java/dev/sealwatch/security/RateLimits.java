package dev.sealwatch.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sealwatch.platform.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** How often somebody may ask in a minute, told in the {@code RateLimit-*} headers of every answer. */
@ApplicationScoped
class RateLimits {

    enum Kind {
        QUERIES,
        INGEST,
        LOGIN_TO_ACCOUNT,
        LOGIN_FROM_CLIENT
    }

    private record Key(Kind kind, String who) {}

    private final SecurityConfig.Limits limits;
    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets;

    RateLimits(SecurityConfig config, Clock clock) {
        this.limits = config.limits();
        this.time = new ClockMeter(clock);
        // A bucket that was not touched for a minute is full again, as good as new.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(limits.tracked())
                .expireAfterAccess(Duration.ofMinutes(2))
                .build();
    }

    /** @throws Refusal 429 with {@code Retry-After} when it was once too often. */
    void take(RoutingContext context, Kind kind, String who) {
        ConsumptionProbe probe = buckets.get(new Key(kind, who), this::full).tryConsumeAndReturnRemaining(1);
        HttpServerResponse response = context.response();
        response.putHeader("RateLimit-Limit", Integer.toString(perMinute(kind)));
        response.putHeader("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.putHeader("RateLimit-Reset", Long.toString(seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            long wait = seconds(probe.getNanosToWaitForRefill());
            throw Refusal.tooMany(
                    "More than " + perMinute(kind) + " requests a minute; try again in " + wait + " s.", wait);
        }
    }

    private Bucket full(Key key) {
        int capacity = perMinute(key.kind());
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private int perMinute(Kind kind) {
        return switch (kind) {
            case QUERIES -> limits.queries();
            case INGEST -> limits.ingest();
            case LOGIN_TO_ACCOUNT -> limits.loginPerAccount();
            case LOGIN_FROM_CLIENT -> limits.loginPerClient();
        };
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
