package dev.sealwatch.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who may be named as the source of an entry, answered from memory. */
@ApplicationScoped
public class Sources {

    /** Whose entries are the demonstration's, where this service sent them itself. */
    public static final String DEMO = "demo";

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    /** How much a source matters, in rising order. */
    public enum Priority {
        @JsonProperty("low")
        LOW,
        @JsonProperty("medium")
        MEDIUM,
        @JsonProperty("high")
        HIGH,
        @JsonProperty("critical")
        CRITICAL
    }

    /** @param retentionDays what entries stored from now on are kept for; 65535 is "never purged" */
    public record Source(String name, Priority priority, int retentionDays) {}

    private final SourceStore store;
    private final AuditTrail trail;
    private final AtomicReference<Map<String, Source>> known = new AtomicReference<>(Map.of());

    Sources(SourceStore store, AuditTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /**
     * The registered source of that name; does not block.
     *
     * @throws Refusal unavailable, in the moment after the start before the sources are known
     */
    public Optional<Source> find(String name) {
        Map<String, Source> sources = known.get();
        if (sources.isEmpty()) {
            throw Refusal.unavailable("The service is starting: its sources are not loaded yet.", 1);
        }
        return Optional.ofNullable(sources.get(name));
    }

    /** Every source, by name. */
    Uni<List<Source>> all() {
        return store.all();
    }

    /** Creates or changes a source; entries that are stored already keep the retention they came with. */
    Uni<Source> change(Source source, Caller caller) {
        return trail.change(connection -> store.keep(connection, source)
                        .map(before -> new Change<>(source, changed(source, before, caller))))
                .call(kept -> refresh().onFailure().recoverWithNull());
    }

    /** Shows the demonstration that arrives from now on, unless one is shown already; since when it is. */
    public Uni<Instant> show(SqlConnection connection, Instant now) {
        return store.show(connection, now);
    }

    /** Hides the demonstration; whether one was shown. */
    public Uni<Boolean> hide(SqlConnection connection, Instant now) {
        return store.hide(connection, now);
    }

    private static AuditEvent changed(Source source, Optional<Source> before, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", source.name());
        details.put("after", settings(source));
        before.ifPresent(earlier -> details.put("before", settings(earlier)));
        return AuditEvent.siem("warn", "siem_source_changed", "Source changed", caller, details);
    }

    private static Map<String, Object> settings(Source source) {
        return Map.of("priority", SourceStore.word(source.priority()), "retention_days", source.retentionDays());
    }

    void start(@Observes StartupEvent start) {
        store.register()
                .chain(this::refresh)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .subscribe()
                .with(loaded -> {});
    }

    /** Looks for those that were registered or changed elsewhere. */
    @Scheduled(every = "${sealwatch.logs.sources-every}", concurrentExecution = ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return store.all().invoke(this::remember).replaceWithVoid();
    }

    private void remember(List<Source> sources) {
        known.set(sources.stream().collect(Collectors.toUnmodifiableMap(Source::name, Function.identity())));
    }
}
