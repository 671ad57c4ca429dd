package dev.sealwatch.alerting;

import dev.sealwatch.alerting.RuleResource.Named;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** The rules, and what they are called. */
@ApplicationScoped
class RuleNames {

    private final RuleStore store;
    private final AlertTexts texts;

    RuleNames(RuleStore store, AlertTexts texts) {
        this.store = store;
        this.texts = texts;
    }

    /** In the order of lists. */
    Uni<List<Named>> all(Locale language) {
        return store.all()
                .map(rules -> rules.stream()
                        .map(rule -> new Named(rule, texts.name(rule, language)))
                        .toList());
    }
}
