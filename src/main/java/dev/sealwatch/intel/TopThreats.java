package dev.sealwatch.intel;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The indicators that were seen most often, for the front page. */
@ApplicationScoped
public class TopThreats {

    private static final int SHOWN = 10;

    private final ThreatStore store;
    private final ThreatTexts texts;

    TopThreats(ThreatStore store, ThreatTexts texts) {
        this.store = store;
        this.texts = texts;
    }

    /** Ten of those that have not expired, described in the language of whoever asks. */
    public Uni<List<Threat>> of(RoutingContext context) {
        return store.page(ThreatQuery.mostSeen(SHOWN))
                .map(found -> found.stream()
                        .map(threat -> texts.describe(threat, context))
                        .toList());
    }
}
