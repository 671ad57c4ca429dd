package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomalies.Dossier;
import dev.sealwatch.detection.AnomalyStore.Found;
import dev.sealwatch.detection.AnomalyTexts.Described;
import dev.sealwatch.intel.TopThreats;
import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Gathers what an analyst asks about one anomaly. */
@ApplicationScoped
class AnomalyDossiers implements Anomalies.Dossiers {

    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private final AnomalyStore store;
    private final StoredEntry.Check entries;
    private final NeighbourStore neighbours;
    private final TopThreats threats;
    private final Anomalies.Sequel sequel;
    private final AnomalyTexts texts;

    AnomalyDossiers(
            AnomalyStore store,
            StoredEntry.Check entries,
            NeighbourStore neighbours,
            TopThreats threats,
            Anomalies.Sequel sequel,
            AnomalyTexts texts) {
        this.store = store;
        this.entries = entries;
        this.neighbours = neighbours;
        this.threats = threats;
        this.sequel = sequel;
        this.texts = texts;
    }

    @Override
    public Uni<Dossier> of(String asked, Locale language) {
        return asked.matches(NUMBER)
                ? current(Long.parseLong(asked))
                        .flatMap(anomaly -> opened(asked, anomaly, language))
                        .onFailure(Refusal.class)
                        .recoverWithItem(Dossier.none(asked))
                : Uni.createFrom().item(Dossier.none(asked));
    }

    /** What became part of another one is that one. */
    private Uni<Anomaly> current(long id) {
        return store.find(id)
                .flatMap(found -> found.mergedInto() == null
                        ? Uni.createFrom().item(found.anomaly())
                        : store.find(found.mergedInto()).map(Found::anomaly));
    }

    private Uni<Dossier> opened(String asked, Anomaly anomaly, Locale language) {
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
                .unis(
                        entries.now(anomaly.evidence().quoted()),
                        threats.about(subjects),
                        neighbours.of(anomaly.id()),
                        previous(anomaly),
                        sequel.of(anomaly.id()))
                .with((shown, known, others, before, after) -> new Dossier(
                        asked,
                        described(anomaly, language),
                        shown,
                        known,
                        others.stream().map(other -> described(other, language)).toList(),
                        before.isEmpty() ? null : described(before.get(0), language),
                        after));
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
