package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import dev.sealwatch.detection.Proof.Keyed;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the detectors would have found in a stretch of the past, with other thresholds perhaps; stores nothing. */
@ApplicationScoped
class Replay {

    /** What a statement is given before the client gives up too. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SnapshotStore snapshots;
    private final PastStore past;
    private final Proof proof;
    private final DetectorSettings settings;
    private final ReplayConfig config;

    Replay(SnapshotStore snapshots, PastStore past, Proof proof, DetectorSettings settings, ReplayConfig config) {
        this.snapshots = snapshots;
        this.past = past;
        this.proof = proof;
        this.settings = settings;
        this.config = config;
    }

    /** Fails with a refusal where another one is running, or where there is more than memory has room for. */
    Uni<List<Anomaly>> run(ReplayRequest request) {
        return settings.current()
                .map(current -> settings.with(request.rules(current)))
                .flatMap(detectors -> snapshots.alone(connection -> all(connection, detectors, request.range())))
                .ifNoItem()
                .after(config.timeout().plus(GRACE))
                .failWith(SnapshotStore::tooSlow);
    }

    /** One detector after the other, and of each only its anomalies are kept. */
    private Uni<List<Anomaly>> all(SqlConnection connection, List<Detector> detectors, Range range) {
        List<Anomaly> all = new ArrayList<>();
        return Multi.createFrom()
                .iterable(detectors)
                .onItem()
                .transformToUniAndConcatenate(
                        detector -> one(connection, detector, range, all.size()).invoke(all::addAll))
                .onItem()
                .ignoreAsUni()
                .map(done -> all);
    }

    private Uni<List<Anomaly>> one(SqlConnection connection, Detector detector, Range range, int before) {
        return past.within(connection, detector, before(range, detector.rule()), config.entries())
                .map(read -> found(detector, read, range))
                .invoke(found -> bound(before + found.size()))
                .flatMap(found -> proof.of(connection, found))
                .map(all -> all.stream()
                        .map(proven -> new Replayed(detector, proven).anomaly())
                        .toList());
    }

    /** As far back as the first windows reach, and as what goes on when the range begins. */
    private static Range before(Range range, Rule rule) {
        return new Range(range.key(), range.after() - Micros.of(rule.gap()), range.until());
    }

    /** What was over before the range is none of its business. */
    private static List<Keyed> found(Detector detector, Read read, Range range) {
        Timeline timeline = new Timeline(detector);
        return read.byKey().entrySet().stream()
                .flatMap(ofKey -> timeline.judge(List.of(), ofKey.getValue(), null).stream()
                        .filter(finding -> finding.episode().lastSeen() > range.after())
                        .map(finding -> new Keyed(ofKey.getKey(), finding)))
                .toList();
    }

    /** Before any evidence is gathered: a threshold of one makes every entry an anomaly. */
    private void bound(int found) {
        if (found > config.anomalies()) {
            throw Refusal.of(
                    422,
                    "replay_too_large",
                    "It found " + found + " anomalies or more; at most " + config.anomalies()
                            + " are answered. Shorten the range, name fewer types, or raise thresholds.");
        }
    }
}
