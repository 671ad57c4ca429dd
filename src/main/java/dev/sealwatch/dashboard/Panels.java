package dev.sealwatch.dashboard;

import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Panel.Heading;
import dev.sealwatch.pages.Panel.Tab;
import dev.sealwatch.pages.Query;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The tabs that the rooms bring. */
@ApplicationScoped
class Panels {

    private final List<Panel> panels;

    Panels(@All List<Panel> panels) {
        this.panels = panels.stream().sorted(Comparator.comparing(Panel::tab)).toList();
    }

    /** The one that the address names, or else the first. */
    Panel chosen(Query query) {
        return panels.stream()
                .filter(panel -> panel.tab().word().equals(query.one("tab")))
                .findFirst()
                .orElse(panels.get(0));
    }

    Uni<List<Heading>> headings(Tab open) {
        List<Uni<Heading>> headings =
                panels.stream().map(panel -> heading(panel, open)).toList();
        return Multi.createFrom()
                .iterable(headings)
                .onItem()
                .transformToUniAndConcatenate(heading -> heading)
                .collect()
                .asList();
    }

    /** Mutiny knows no empty item that is not null, and a tab may have no badge. */
    private static Uni<Heading> heading(Panel panel, Tab open) {
        return panel.count().map(count -> new Heading(panel.tab(), count, panel.tab() == open));
    }
}
