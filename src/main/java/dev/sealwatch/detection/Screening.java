package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which keys deserve a closer look, so that a cycle costs what arrived. */
@ApplicationScoped
class Screening {

    /** What comes later than this, after its windows, is looked at without counts. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int WINDOWS_KEPT = 3;

    private final CountStore counts;
    private final DetectorStore states;
    private final Clock clock;

    Screening(CountStore counts, DetectorStore states, Clock clock) {
        this.counts = counts;
        this.states = states;
        this.clock = clock;
    }

    Uni<Set<String>> suspects(Scan scan, Map<String, List<Event>> fresh) {
        Detector detector = scan.detector();
        return states.begin(scan.connection(), detector)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(countedFrom -> {
                    Suspects suspects = new Suspects(fresh, detector.rule(), countedFrom);
                    return counts.add(scan.connection(), detector.type(), suspects.counts())
                            .map(counted -> suspects.reaching(detector.rule().threshold(), counted))
                            .call(() -> prune(scan));
                });
    }

    /** The parts of a backlog need the counts of those before them, however old they are. */
    private Uni<Void> prune(Scan scan) {
        return scan.unread().more()
                ? Uni.createFrom().voidItem()
                : states.prune(
                        scan.connection(),
                        scan.detector(),
                        oldest(scan.detector().rule()));
    }

    private long oldest(Rule rule) {
        Duration kept = rule.window().multipliedBy(WINDOWS_KEPT).plus(KEPT);
        return Math.floorDiv(Micros.of(clock.instant().minus(kept)), Micros.of(rule.window()));
    }
}
