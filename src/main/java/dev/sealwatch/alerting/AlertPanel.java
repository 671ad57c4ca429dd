package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.AlertTexts.Described;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.security.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tab of alerts. */
@ApplicationScoped
class AlertPanel implements Panel {

    /** What the tab shows. @param next the address of the next page, or null. @param rules what they can be filtered by */
    record Shown(List<Described> alerts, long total, Query next, List<Rule> rules) {}

    @CheckedTemplate(basePath = "alerting")
    static class Templates {
        /** @param opened the alert of the dialog, or null */
        static native TemplateInstance alerts(Frame frame, Shown listed, Described opened);
    }

    private final AlertStore store;
    private final RuleStore rules;
    private final AlertTexts texts;

    AlertPanel(AlertStore store, RuleStore rules, AlertTexts texts) {
        this.store = store;
        this.rules = rules;
        this.texts = texts;
    }

    @Override
    public Tab tab() {
        return Tab.ALERTS;
    }

    @Override
    public Uni<Long> count() {
        return store.live().map(Alerts.Live::active);
    }

    @Override
    public Uni<TemplateInstance> open(Frame frame) {
        return rules.all()
                .flatMap(all -> Uni.combine()
                        .all()
                        .unis(listed(frame, all), opened(frame))
                        .with((listed, opened) -> Templates.alerts(frame, listed, opened.orElse(null))));
    }

    private Uni<Shown> listed(Frame frame, List<Rule> all) {
        Set<String> ids = all.stream().map(Rule::id).collect(Collectors.toSet());
        AlertQuery query = AlertQuery.of(frame.query().only(Parameters.paged(AlertFilter.PARAMETERS)), ids);
        return store.page(query)
                .map(page -> new Shown(
                        page.alerts().stream()
                                .map(alert ->
                                        texts.describe(alert, frame.viewer().locale()))
                                .toList(),
                        page.pagination().total(),
                        frame.next(page.pagination().next()),
                        all));
    }

    private Uni<Optional<Described>> opened(Frame frame) {
        String detail = frame.query().one("detail");
        return detail.matches("[1-9][0-9]{0,17}")
                ? store.find(Long.parseLong(detail))
                        .map(alert ->
                                Optional.of(texts.describe(alert, frame.viewer().locale())))
                : Uni.createFrom().item(Optional.empty());
    }
}
