package dev.sealwatch.intel;

import dev.sealwatch.intel.ThreatLists.Shown;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The tab of threats: what is known to be bad. */
@ApplicationScoped
class ThreatPanel implements Panel {

    @CheckedTemplate(basePath = "intel")
    static class Templates {
        static native TemplateInstance threats(Frame frame, Shown listed);
    }

    private final ThreatStore store;
    private final ThreatLists lists;

    ThreatPanel(ThreatStore store, ThreatLists lists) {
        this.store = store;
        this.lists = lists;
    }

    @Override
    public Tab tab() {
        return Tab.THREATS;
    }

    @Override
    public Uni<Long> count() {
        return store.count(ThreatQuery.mostSeen(1));
    }

    @Override
    public Uni<TemplateInstance> open(Frame frame) {
        return lists.of(frame).map(listed -> Templates.threats(frame, listed));
    }
}
