package dev.sealwatch.alerting;

import dev.sealwatch.alerting.RuleResource.Named;
import dev.sealwatch.pages.Frame;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Gathers what the page of rules shows. */
@ApplicationScoped
class RuleViews {

    /**
     * All of the page.
     *
     * @param channels names by id. @param mutes only for who may change them; for others it is empty
     * @param opened the rule of the dialog, or null
     */
    record RuleView(
            List<Named> rules,
            Map<String, String> channels,
            List<Mute> mutes,
            List<MaintenanceWindow> windows,
            AlertStatistics statistics,
            Named opened) {

        /** What a rule is called; null is all of them. */
        public String name(String id) {
            return rules.stream()
                    .filter(named -> named.rule().id().equals(id))
                    .findFirst()
                    .map(Named::name)
                    .orElse(id);
        }

        /** As it is called now; a channel that is gone has its id left. */
        public String channel(String id) {
            return channels.getOrDefault(id, id);
        }

        public boolean isOn(MaintenanceWindow window, Frame frame) {
            return !window.from().isAfter(frame.now());
        }

        /** Templates don't widen numbers. */
        public long seconds(int seconds) {
            return seconds;
        }

        public long raised(String rule) {
            return statistics.byRule().getOrDefault(rule, 0L);
        }

        public long suppressed(String rule) {
            return statistics.suppressed().getOrDefault(rule, 0L);
        }

        /** Half of them took no longer, and nineteen of twenty; in whole seconds. */
        public long half(Distribution took) {
            return Math.round(took.p50Seconds());
        }

        public long most(Distribution took) {
            return Math.round(took.p95Seconds());
        }
    }

    private final RuleNames rules;
    private final MuteStore mutes;
    private final WindowStore windows;
    private final AlertStatisticsStore statistics;
    private final Outbox outbox;

    RuleViews(RuleNames rules, MuteStore mutes, WindowStore windows, AlertStatisticsStore statistics, Outbox outbox) {
        this.rules = rules;
        this.mutes = mutes;
        this.windows = windows;
        this.statistics = statistics;
        this.outbox = outbox;
    }

    Uni<RuleView> of(Frame frame) {
        Uni<List<Mute>> silent =
                frame.isManages() ? mutes.current() : Uni.createFrom().item(List.of());
        return Uni.combine()
                .all()
                .unis(rules.all(frame.viewer().locale()), outbox.names(), silent, windows.coming(), statistics.all())
                .with((all, names, muted, coming, counted) ->
                        new RuleView(all, names, muted, coming, counted, opened(frame, all)));
    }

    private static Named opened(Frame frame, List<Named> all) {
        return all.stream()
                .filter(named -> frame.query().has("detail", named.rule().id()))
                .findFirst()
                .orElse(null);
    }
}
