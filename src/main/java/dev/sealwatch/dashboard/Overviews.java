package dev.sealwatch.dashboard;

import dev.sealwatch.detection.AnomalyTexts;
import dev.sealwatch.detection.DetectorHealth;
import dev.sealwatch.detection.Situation;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Panel.Card;
import dev.sealwatch.pages.Panel.Contribution;
import dev.sealwatch.pages.Panel.Heading;
import dev.sealwatch.pages.Panel.Overview;
import dev.sealwatch.pages.Panel.Running;
import dev.sealwatch.pages.Panel.Tab;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What stands above every tab. */
@ApplicationScoped
class Overviews {

    private static final Set<String> OF_ENTRIES = Set.of(
            "source",
            "level",
            "category",
            "user_id",
            "ip_address",
            "log_id",
            "search",
            "has_user_id",
            "has_ip_address",
            "counted",
            "not_source",
            "not_level",
            "not_category",
            "not_user_id",
            "not_ip_address");

    private final Situation situation;
    private final Panels panels;
    private final AnomalyTexts texts;

    Overviews(Situation situation, Panels panels, AnomalyTexts texts) {
        this.situation = situation;
        this.panels = panels;
        this.texts = texts;
    }

    Uni<Overview> of(Frame frame, Tab open) {
        return Uni.combine()
                .all()
                .unis(situation.now(), panels.headings(open))
                .with((now, headings) -> overview(frame, now, headings));
    }

    private Overview overview(Frame frame, Situation.Now now, List<Heading> headings) {
        Running running = running(now.running());
        Situation.Threat threat = now.threat();
        return new Overview(
                !running.stale(),
                threat.score(),
                threat.level().toLowerCase(Locale.ROOT),
                contributions(threat, frame.viewer().locale()),
                unlisted(threat),
                cards(frame, now.anomalies()),
                headings,
                running,
                export(frame));
    }

    /** Those that add something: the worst fill the score, and nobody reads a thousand lines that add nothing. */
    private List<Contribution> contributions(Situation.Threat threat, Locale language) {
        return threat.contributions().stream()
                .filter(one -> one.points() > 0)
                .map(one -> new Contribution(
                        one.anomalyId(),
                        texts.title(one.type(), language),
                        one.userId() == null ? one.ipAddress() : one.userId(),
                        one.points()))
                .toList();
    }

    private static long unlisted(Situation.Threat threat) {
        return threat.unlisted()
                + threat.contributions().stream()
                        .filter(one -> one.points() == 0)
                        .count();
    }

    private static List<Card> cards(Frame frame, Map<String, Long> open) {
        return frame.severities().stream()
                .map(word -> new Card(word, open.getOrDefault(word, 0L)))
                .toList();
    }

    private static Running running(Situation.Running running) {
        List<DetectorHealth> detectors = running.detectors();
        long healthy = detectors.stream().filter(DetectorHealth::isWell).count();
        Instant lastSuccess = detectors.stream()
                .map(DetectorHealth::lastSuccessAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(running.lastCycle());
        long entries = detectors.stream()
                .map(DetectorHealth::entries)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        boolean stale = running.lastCycle() == null || healthy == 0;
        return new Running(running.lastCycle(), lastSuccess, stale, detectors.size(), healthy, entries);
    }

    /** Of the entries that the address speaks of, as the tab of logs shows them. */
    private static String export(Frame frame) {
        Map<String, List<String>> asked = new TreeMap<>(frame.query().only(OF_ENTRIES));
        asked.put("format", List.of("csv"));
        asked.put("start_date", List.of(frame.since().toString()));
        if (frame.until() != null) {
            asked.put("end_date", List.of(frame.until().toString()));
        }
        return new dev.sealwatch.pages.Query("api/siem/export", asked).toString();
    }
}
