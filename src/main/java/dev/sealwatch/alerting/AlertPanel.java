package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertStore.Listed;
import dev.sealwatch.alerting.AlertTexts.Described;
import dev.sealwatch.alerting.RuleResource.Named;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Parameters.Pagination;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tab of alerts. */
@ApplicationScoped
class AlertPanel implements Panel {

    /**
     * What the tab shows.
     *
     * @param next the address of the next page, or null
     * @param filter what the address asks for, or means where it asks for nothing
     * @param rules what they can be filtered by
     * @param ever whether there ever was an alert
     * @param wrong names of the parameters whose values mean nothing
     */
    record Shown(
            List<Described> alerts,
            long total,
            Query next,
            AlertFilter filter,
            List<Named> rules,
            boolean ever,
            String wrong) {

        /** Whether somebody chose what to see. */
        public boolean isFiltered() {
            return !filter.equals(AlertFilter.ACTIVE);
        }
    }

    @CheckedTemplate(basePath = "alerting")
    static class Templates {
        /** @param opened the alert of the dialog, or null */
        static native TemplateInstance alerts(Frame frame, Shown listed, AlertDialog.Opened opened);
    }

    private final AlertStore store;
    private final RuleNames rules;
    private final AlertTexts texts;
    private final AlertDialog dialog;

    AlertPanel(AlertStore store, RuleNames rules, AlertTexts texts, AlertDialog dialog) {
        this.store = store;
        this.rules = rules;
        this.texts = texts;
        this.dialog = dialog;
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
        return rules.all(frame.viewer().locale())
                .flatMap(all -> Uni.combine()
                        .all()
                        .unis(listed(frame, all), dialog.opened(frame))
                        .with((listed, opened) -> Templates.alerts(frame, listed, opened.orElse(null))));
    }

    private Uni<Shown> listed(Frame frame, List<Named> all) {
        Set<String> ids = all.stream().map(named -> named.rule().id()).collect(Collectors.toSet());
        try {
            AlertQuery query = AlertQuery.of(frame.query().only(Parameters.paged(AlertFilter.PARAMETERS)), ids);
            return store.page(query).flatMap(page -> shown(frame, query, page, all));
        } catch (Refusal meaningless) {
            return Uni.createFrom().item(nothing(all, meaningless));
        }
    }

    private Uni<Shown> shown(Frame frame, AlertQuery query, Listed page, List<Named> all) {
        List<Described> alerts = page.alerts().stream()
                .map(alert -> texts.describe(alert, frame.viewer().locale()))
                .toList();
        Pagination place = page.pagination();
        Uni<Boolean> ever = place.total() > 0 ? Uni.createFrom().item(true) : store.any();
        return ever.map(
                some -> new Shown(alerts, place.total(), frame.next(place.next()), query.filter(), all, some, null));
    }

    private static Shown nothing(List<Named> all, Refusal meaningless) {
        String wrong = meaningless.faults().stream()
                .map(Refusal.FieldError::field)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Shown(List.of(), 0, null, AlertFilter.NONE, all, true, wrong);
    }
}
