package dev.sealwatch.intel;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** What other rooms show of the indicators. */
@ApplicationScoped
public class TopThreats {

    private static final int SHOWN = 10;

    private final ThreatStore store;
    private final ThreatTexts texts;

    TopThreats(ThreatStore store, ThreatTexts texts) {
        this.store = store;
        this.texts = texts;
    }

    /** What is known of addresses and users; others are left out. @param subjects as they stand in entries */
    public Uni<List<Threat>> about(List<String> subjects) {
        List<String> keys = subjects.stream()
                .flatMap(text ->
                        Stream.of(ThreatType.IP, ThreatType.USER).flatMap(type -> Indicator.of(type, text).stream()))
                .map(Indicator::key)
                .distinct()
                .toList();
        return keys.isEmpty() ? Uni.createFrom().item(List.of()) : store.page(ThreatQuery.of(keys, SHOWN));
    }

    /** Ten of those that have not expired, described in the language of whoever asks. */
    public Uni<List<Threat>> of(RoutingContext context) {
        return store.page(ThreatQuery.mostSeen(SHOWN))
                .map(found -> found.stream()
                        .map(threat -> texts.describe(threat, context))
                        .toList());
    }
}
