package dev.sealwatch.intel;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists indicators for a page, by the filters of its address. */
@ApplicationScoped
class ThreatLists {

    private static final Set<String> FILTERS =
            Set.of("type", "threat_level", "indicator", "expired", "not_type", "not_threat_level", "not_indicator");

    /** An indicator as a page shows it. @param source what it is called that says so. @param expired whether it counts no more */
    record Line(Threat threat, String source, boolean expired) {

        public String type() {
            return threat.type().word();
        }

        /** All that is known of it; null for what has no page. */
        public Query entity() {
            return switch (threat.type()) {
                case USER -> logs().entity("user_id", threat.indicator());
                case DOMAIN -> null;
                case IP -> threat.indicator().matches("[^/]+") ? logs().entity("ip_address", threat.indicator()) : null;
            };
        }

        /** Its entries on the tab of logs, since it was first seen where it was; null for a block of addresses, which no filter knows. */
        public Query logs() {
            Query all = Query.at("security/intelligence").with("tab", "logs");
            Query logs = threat.occurrences() == 0 ? all : all.with("from", threat.firstSeen());
            return switch (threat.type()) {
                case USER -> logs.with("user_id", threat.indicator());
                case DOMAIN -> logs.with("search", threat.indicator());
                case IP ->
                    threat.indicator().matches("[^/]+|.+:.+/64") ? logs.with("ip_address", threat.indicator()) : null;
            };
        }
    }

    /**
     * What a page shows.
     *
     * @param filtered whether less than what holds was asked for, or something else
     * @param next the address of the next page, or null
     * @param wrong filters that can't be used
     */
    record Shown(List<Line> threats, long total, boolean filtered, Query next, List<String> wrong) {

        /** The names of what the list can be limited by. */
        public List<String> names() {
            return List.of("type", "threat_level", "indicator", "expired");
        }

        /** It knows no stretches of time that could be longer. */
        public List<Panel.Wider> wider() {
            return List.of();
        }

        /** What a click on a column's head asks for: the most first, then the least. */
        public Query sorted(Frame frame, String column) {
            String most = "-" + column;
            return frame.query().without("offset").with("sort", frame.query().has("sort", most) ? column : most);
        }

        /** For {@code aria-sort}. @param otherwise whether it is the column that is sorted by unasked */
        public String order(Frame frame, String column, boolean otherwise) {
            String sort = frame.query().one("sort");
            if (sort.equals(column)) {
                return "ascending";
            }
            return sort.equals("-" + column) || otherwise && sort.isEmpty() ? "descending" : "none";
        }
    }

    private final ThreatStore store;
    private final ThreatTexts texts;

    ThreatLists(ThreatStore store, ThreatTexts texts) {
        this.store = store;
        this.texts = texts;
    }

    Uni<Shown> of(Frame frame) {
        try {
            ThreatQuery query = ThreatQuery.of(frame.query().only(ThreatQuery.PARAMETERS));
            return Uni.combine()
                    .all()
                    .unis(store.page(query), store.count(query))
                    .with((found, total) -> shown(frame, query, found, total));
        } catch (Refusal refused) {
            List<String> wrong =
                    refused.faults().stream().map(FieldError::field).distinct().toList();
            return Uni.createFrom().item(new Shown(List.of(), 0, true, null, wrong));
        }
    }

    private Shown shown(Frame frame, ThreatQuery query, List<Threat> found, long total) {
        int end = query.offset() + found.size();
        Query next = end < total ? frame.query().with("offset", end) : null;
        boolean filtered =
                !frame.query().minus("expired", "false").only(FILTERS).isEmpty();
        List<Line> lines = found.stream().map(threat -> line(frame, threat)).toList();
        return new Shown(lines, total, filtered, next, List.of());
    }

    private Line line(Frame frame, Threat threat) {
        Instant expiry = threat.expiresAt();
        boolean expired = expiry != null && !expiry.isAfter(frame.now());
        Locale language = frame.viewer().locale();
        return new Line(texts.describe(threat, language), texts.source(threat, language), expired);
    }
}
