package dev.sealwatch.detection;

import dev.sealwatch.detection.AnomalyPanel.Described;
import dev.sealwatch.detection.AnomalyStore.Found;
import dev.sealwatch.intel.Threat;
import dev.sealwatch.intel.TopThreats;
import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Gathers what an analyst asks about one anomaly. */
@ApplicationScoped
class AnomalyDialog {

    private static final String NUMBER = "[1-9][0-9]{0,17}";

    /**
     * What the dialog shows.
     *
     * @param asked the id in the address. @param what null where there is no such anomaly
     * @param entries the first hundred behind it. @param known what its address and user are known for
     * @param previous the anomaly before it, or null
     */
    record Opened(
            String asked,
            Described what,
            List<StoredEntry> entries,
            List<Threat> known,
            List<Described> others,
            Described previous) {

        /** Whether it is another one, which that of the address became part of. */
        public boolean isMerged() {
            return what != null && !String.valueOf(what.anomaly().id()).equals(asked);
        }

        /** All anomalies with this user or address. */
        public Query of(String name, String value) {
            return Query.at("security/intelligence")
                    .with("tab", "anomalies")
                    .with("status", "all")
                    .with(name, value);
        }

        public Query indicator(String text) {
            return Query.at("security/intelligence").with("tab", "threats").with("indicator", text);
        }
    }

    private final AnomalyStore store;
    private final EntryStore entries;
    private final NeighbourStore neighbours;
    private final TopThreats threats;
    private final AnomalyTexts texts;

    AnomalyDialog(
            AnomalyStore store, EntryStore entries, NeighbourStore neighbours, TopThreats threats, AnomalyTexts texts) {
        this.store = store;
        this.entries = entries;
        this.neighbours = neighbours;
        this.threats = threats;
        this.texts = texts;
    }

    /** @param asked a value that somebody wrote into an address */
    Uni<Opened> of(String asked, Locale language) {
        return asked.matches(NUMBER)
                ? current(Long.parseLong(asked))
                        .flatMap(anomaly -> opened(asked, anomaly, language))
                        .onFailure(Refusal.class)
                        .recoverWithItem(nothing(asked))
                : Uni.createFrom().item(nothing(asked));
    }

    private static Opened nothing(String asked) {
        return new Opened(asked, null, List.of(), List.of(), List.of(), null);
    }

    /** What became part of another one is that one. */
    private Uni<Anomaly> current(long id) {
        return store.find(id)
                .flatMap(found -> found.mergedInto() == null
                        ? Uni.createFrom().item(found.anomaly())
                        : store.find(found.mergedInto()).map(Found::anomaly));
    }

    private Uni<Opened> opened(String asked, Anomaly anomaly, Locale language) {
        List<String> subjects = Stream.of(
                        anomaly.key().ipAddress(),
                        anomaly.ipAddress(),
                        anomaly.key().userId(),
                        anomaly.userId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Uni.combine()
                .all()
                .unis(entries.of(anomaly), threats.about(subjects), neighbours.of(anomaly.id()), previous(anomaly))
                .with((shown, known, others, before) -> new Opened(
                        asked,
                        described(anomaly, language),
                        shown,
                        known,
                        others.stream().map(other -> described(other, language)).toList(),
                        before.isEmpty() ? null : described(before.get(0), language)));
    }

    private Uni<List<Anomaly>> previous(Anomaly anomaly) {
        return anomaly.previousId() == null
                ? Uni.createFrom().item(List.of())
                : store.find(anomaly.previousId()).map(found -> List.of(found.anomaly()));
    }

    private Described described(Anomaly anomaly, Locale language) {
        return new Described(anomaly, texts.of(anomaly, language));
    }
}
