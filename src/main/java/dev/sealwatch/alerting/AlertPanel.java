package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertStore.Listed;
import dev.sealwatch.alerting.AlertTexts.Described;
import dev.sealwatch.alerting.RuleResource.Named;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters.Pagination;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tab of alerts. */
@ApplicationScoped
class AlertPanel implements Panel {

    private static final List<String> LIMITS =
            List.of("status", "severity", "rule_id", "user_id", "ip_address", "acknowledged_by");

    /**
     * What the tab shows.
     *
     * @param next the address of the next page, or null
     * @param filter what the address asks for, or means where it asks for nothing
     * @param rules what they can be filtered by
     * @param ever whether there ever was an alert
     * @param wrong names of the parameters whose values mean nothing
     * @param wider where there may be some, where there are none
     */
    record Shown(
            List<Described> alerts,
            long total,
            Query next,
            AlertFilter filter,
            List<Named> rules,
            boolean ever,
            String wrong,
            List<Wider> wider) {

        /** Whether somebody chose what to see. */
        public boolean isFiltered() {
            return !filter.equals(AlertFilter.ACTIVE);
        }

        /** The names of what the list can be limited by. */
        public List<String> names() {
            return LIMITS;
        }
    }

    @CheckedTemplate(basePath = "alerting")
    static class Templates {
        /** @param opened the alert of the dialog, or null */
        static native TemplateInstance alerts(Frame frame, Shown listed, AlertDialog.Opened opened);
    }

    private final AlertStore store;
    private final FreshStore fresh;
    private final RuleNames rules;
    private final AlertTexts texts;
    private final AlertDialog dialog;

    AlertPanel(AlertStore store, FreshStore fresh, RuleNames rules, AlertTexts texts, AlertDialog dialog) {
        this.store = store;
        this.fresh = fresh;
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
    public Uni<Long> since(Instant time) {
        return fresh.since(time);
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
            AlertQuery query = AlertQuery.of(asked(frame), ids);
            return store.page(query)
                    .flatMap(page -> page.pagination().total() > 0
                            ? Uni.createFrom().item(shown(frame, query, page, all))
                            : nothing(frame, query, all));
        } catch (Refusal meaningless) {
            return Uni.createFrom().item(nothing(all, meaningless));
        }
    }

    /** Who triages begins with the worst. */
    private static Map<String, List<String>> asked(Frame frame) {
        Map<String, List<String>> asked = new HashMap<>(frame.asked(AlertQuery.KNOWN));
        asked.putIfAbsent(AlertQuery.SORT, List.of(AlertQuery.WORST));
        return asked;
    }

    private Shown shown(Frame frame, AlertQuery query, Listed page, List<Named> all) {
        List<Described> alerts = page.alerts().stream()
                .map(alert -> texts.describe(alert, frame.viewer().locale()))
                .toList();
        Pagination place = page.pagination();
        return new Shown(alerts, place.total(), frame.next(place.next()), query.filter(), all, true, null, List.of());
    }

    private Uni<Shown> nothing(Frame frame, AlertQuery query, List<Named> all) {
        return Uni.combine()
                .all()
                .unis(store.any(), wider(frame, query))
                .with((ever, wider) -> new Shown(List.of(), 0, null, query.filter(), all, ever, null, wider));
    }

    private Uni<List<Wider>> wider(Frame frame, AlertQuery query) {
        return frame.anyTime()
                .map(span -> store.page(query.ofAnyTime())
                        .map(page -> List.of(new Wider(span, page.pagination().total(), false))))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Shown nothing(List<Named> all, Refusal meaningless) {
        String wrong = String.join(", ", Frame.inAddress(meaningless.faults()));
        return new Shown(List.of(), 0, null, AlertFilter.NONE, all, true, wrong, List.of());
    }
}
