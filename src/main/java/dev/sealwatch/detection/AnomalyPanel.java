package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomalies.Dossier;
import dev.sealwatch.detection.AnomalyTexts.Described;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tab of anomalies. */
@ApplicationScoped
class AnomalyPanel implements Panel {

    private static final List<String> LIMITS = List.of("status", "type", "severity", "user_id", "ip_address");

    /** A kind of anomaly and its name. */
    record Kind(String type, String title) {}

    /**
     * What the tab shows.
     *
     * @param filtered whether less than what is open was asked for, or something else
     * @param next the address of the next page, or null
     * @param wrong filters that can't be used
     * @param wider where there may be some, where there are none
     */
    record Shown(
            List<Described> anomalies,
            long total,
            boolean filtered,
            Query next,
            List<Kind> kinds,
            List<String> wrong,
            List<Wider> wider) {

        /** The names of what the list can be limited by. */
        public List<String> names() {
            return LIMITS;
        }
    }

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
    public Uni<Long> since(Instant time) {
        return store.since(time);
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
        try {
            return page(frame).flatMap(page -> shown(frame, page));
        } catch (Refusal refused) {
            List<String> wrong = Frame.inAddress(refused.faults());
            return Uni.createFrom().item(new Shown(List.of(), 0, true, null, kinds(frame), wrong, List.of()));
        }
    }

    private Uni<AnomalyStore.Listed> page(Frame frame) {
        Map<String, List<String>> asked = new HashMap<>(AnomalyAddress.parameters(frame, AnomalyQuery.KNOWN));
        // Who triages begins with the worst.
        asked.putIfAbsent(AnomalyQuery.SORT, List.of(AnomalyQuery.WORST));
        return store.page(AnomalyQuery.of(asked, detectors.types()));
    }

    private Uni<Shown> shown(Frame frame, AnomalyStore.Listed page) {
        List<Described> described = page.anomalies().stream()
                .map(anomaly ->
                        new Described(anomaly, texts.of(anomaly, frame.viewer().locale())))
                .toList();
        Query next = frame.next(page.pagination().next());
        long total = page.pagination().total();
        boolean filtered = isFiltered(frame);
        Uni<List<Wider>> wider = total == 0 ? wider(frame) : Uni.createFrom().item(List.of());
        return wider.map(more -> new Shown(described, total, filtered, next, kinds(frame), List.of(), more));
    }

    private static boolean isFiltered(Frame frame) {
        Query address = frame.query().minus("status", "open");
        return frame.anyTime().isPresent()
                || !address.only(AnomalyFilter.PARAMETERS).isEmpty();
    }

    private Uni<List<Wider>> wider(Frame frame) {
        return frame.anyTime()
                .map(span -> page(frame.looking(span.link().toString()))
                        .map(page -> List.of(new Wider(span, page.pagination().total(), false))))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private List<Kind> kinds(Frame frame) {
        return detectors.types().stream()
                .sorted()
                .map(type -> new Kind(type, texts.title(type, frame.viewer().locale())))
                .toList();
    }
}
