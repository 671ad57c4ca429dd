package dev.sealwatch.pages;

import java.util.List;

/** A list that somebody looks at again and again. @param word what it is called by */
record View(String word, Query link) {

    private static final Query PAGE = Query.at("security/intelligence");
    private static final Query ALERTS = PAGE.with("tab", "alerts");
    private static final Query ANOMALIES = PAGE.with("tab", "anomalies");

    /** @param principal whoever looks */
    static List<View> of(String principal) {
        return List.of(
                new View("action", ALERTS.with("status", "active")),
                new View(
                        "critical",
                        ANOMALIES
                                .with("status", "all")
                                .with("severity", "critical")
                                .with("from", "now-24h")),
                new View("mine", ALERTS.with("status", "acknowledged").with("acknowledged_by", principal)),
                new View("night", ANOMALIES.with("type", "anomalous_access")));
    }
}
