package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import dev.sealwatch.detection.Proof.Keyed;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
    Uni<List<Replayed>> run(ReplayRequest request) {
        return settings.current()
                .map(current -> settings.with(request.rules(current)))
                .flatMap(detectors -> snapshots.alone(connection -> all(connection, detectors, request.range())))
                .ifNoItem()
                .after(config.timeout().plus(GRACE))
                .failWith(SnapshotStore::tooSlow);
    }

    private Uni<List<Replayed>> all(SqlConnection connection, List<Detector> detectors, Range range) {
        return Multi.createFrom()
                .iterable(detectors)
                .onItem()
                .transformToUniAndConcatenate(detector -> one(connection, detector, range))
                .onItem()
                .<Replayed>disjoint()
                .collect()
                .asList()
                .invoke(this::bound);
    }

    private Uni<List<Replayed>> one(SqlConnection connection, Detector detector, Range range) {
        return past.within(connection, detector, range, config.entries())
                .map(read -> found(detector, read))
                .flatMap(found -> proof.of(connection, found))
                .map(all -> all.stream()
                        .map(proven -> new Replayed(detector, proven))
                        .toList());
    }

    private static List<Keyed> found(Detector detector, Read read) {
        Timeline timeline = new Timeline(detector);
        return read.byKey().entrySet().stream()
                .flatMap(ofKey -> timeline.judge(List.of(), ofKey.getValue(), null).stream()
                        .map(finding -> new Keyed(ofKey.getKey(), finding)))
                .toList();
    }

    private void bound(List<Replayed> all) {
        if (all.size() > config.anomalies()) {
            throw Refusal.of(
                    422,
                    "replay_too_large",
                    "It found " + all.size() + " anomalies; at most " + config.anomalies()
                            + " are answered. Shorten the range, or raise thresholds.");
        }
    }
}
