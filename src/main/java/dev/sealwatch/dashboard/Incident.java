package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.dashboard.Entity.Raised;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.detection.Anomaly;
import dev.sealwatch.pages.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An anomaly or an alert with all that belongs to it, as it is printed.
 *
 * @param asked {@code anomaly} or {@code alert}. @param id of the one that was asked for
 * @param about the anomaly, with {@code what} null for an alert that is about none
 * @param alerts the one that was asked for, or those that the anomaly came to
 * @param nearby other alerts of the same user or address. @param last null where the whole log was never verified
 */
record Incident(
        String asked, String id, Anomalies.Dossier about, List<Alerts.Dossier> alerts, List<Raised> nearby, Full last) {

    /** A verification of the whole log. @param wrong changed, missing and slipped in */
    record Full(Instant at, long total, long wrong, long unknownKey) {}

    public boolean isOfAlert() {
        return asked.equals("alert");
    }

    /** Null where it is about no anomaly. */
    public Anomaly anomaly() {
        return about.what() == null ? null : about.what().anomaly();
    }

    /** The alert that was asked for. */
    public Alerts.Dossier alert() {
        return alerts.get(0);
    }

    /** What it is about, for the playbook. */
    public String subject() {
        return anomaly() == null ? alert().alert().facts().about() : anomaly().type();
    }

    /** Where it lies: a shared or printed link leads here again. */
    public Query link() {
        return Query.at("security/incident").with(asked, id);
    }

    /** How many of the quoted entries are in which state, verified ones aside. */
    public Map<String, Long> wrong() {
        return about.entries().stream()
                .filter(one -> !one.state().equals("verified"))
                .collect(Collectors.groupingBy(one -> one.state(), TreeMap::new, Collectors.counting()));
    }
}
