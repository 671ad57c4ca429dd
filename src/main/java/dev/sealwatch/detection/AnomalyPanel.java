package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomalies.Dossier;
import dev.sealwatch.detection.AnomalyTexts.Described;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import dev.sealwatch.security.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tab of anomalies. */
@ApplicationScoped
class AnomalyPanel implements Panel {

    static final Set<String> PARAMETERS =
            Set.of("status", "type", "severity", "user_id", "ip_address", "from", "to", "start_date", "end_date");

    /** A kind of anomaly and its name. */
    record Kind(String type, String title) {}

    /**
     * What the tab shows.
     *
     * @param filtered whether less than what is open was asked for, or something else
     * @param next the address of the next page, or null
     * @param wrong filters that can't be used
     */
    record Shown(
            List<Described> anomalies,
            long total,
            boolean filtered,
            Query next,
            List<Kind> kinds,
            List<String> wrong) {}

    @CheckedTemplate(basePath = "detection")
    static class Templates {
        /** @param opened the anomaly of the dialog, or null where none is open */
        static native TemplateInstance anomalies(Frame frame, Shown listed, Dossier opened);
    }

    private final AnomalyStore store;
    private final ScoreStore scores;
    private final Anomalies.Dossiers dossiers;
    private final AnomalyTexts texts;
    private final Detectors detectors;

    AnomalyPanel(
            AnomalyStore store,
            ScoreStore scores,
            Anomalies.Dossiers dossiers,
            AnomalyTexts texts,
            Detectors detectors) {
        this.store = store;
        this.scores = scores;
        this.dossiers = dossiers;
        this.texts = texts;
        this.detectors = detectors;
    }

    @Override
    public Tab tab() {
        return Tab.ANOMALIES;
    }

    @Override
    public Uni<Long> count() {
        return scores.now().map(open -> open.critical() + open.high() + open.medium() + open.low());
    }

    @Override
    public Uni<TemplateInstance> open(Frame frame) {
        String detail = frame.query().one("detail");
        Locale language = frame.viewer().locale();
        return listed(frame)
                .flatMap(listed -> detail.isEmpty()
                        ? Uni.createFrom().item(Templates.anomalies(frame, listed, null))
                        : dossiers.of(detail, language).map(opened -> Templates.anomalies(frame, listed, opened)));
    }

    private Uni<Shown> listed(Frame frame) {
        Map<String, List<String>> asked = frame.query().only(Parameters.paged(PARAMETERS));
        Map<String, List<String>> parameters = new HashMap<>(AnomalyAddress.parameters(asked, frame.now()));
        asked.forEach((name, values) -> {
            if (!PARAMETERS.contains(name)) {
                parameters.put(name, values);
            }
        });
        try {
            return store.page(AnomalyQuery.of(parameters, detectors.types())).map(page -> shown(frame, page));
        } catch (Refusal refused) {
            List<String> wrong =
                    refused.faults().stream().map(FieldError::field).distinct().toList();
            return Uni.createFrom().item(new Shown(List.of(), 0, true, null, kinds(frame), wrong));
        }
    }

    private Shown shown(Frame frame, AnomalyStore.Listed page) {
        List<Described> described = page.anomalies().stream()
                .map(anomaly ->
                        new Described(anomaly, texts.of(anomaly, frame.viewer().locale())))
                .toList();
        String cursor = page.pagination().next();
        Query list = AnomalyAddress.fixed(frame.query().without("detail"), frame.now());
        Query next = cursor == null ? null : list.with("cursor", cursor);
        boolean filtered =
                !frame.query().minus("status", "open").only(PARAMETERS).isEmpty();
        return new Shown(described, page.pagination().total(), filtered, next, kinds(frame), List.of());
    }

    private List<Kind> kinds(Frame frame) {
        return detectors.types().stream()
                .sorted()
                .map(type -> new Kind(type, texts.title(type, frame.viewer().locale())))
                .toList();
    }
}
