package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import dev.sealwatch.detection.Evidence.Trace;
import dev.sealwatch.detection.TraceStore.Quoted;
import dev.sealwatch.logs.LogEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the evidence to findings. */
@ApplicationScoped
class Proof {

    /** An entry that took longer than this from its event to here came late. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** @param late whether the entry that crossed the threshold came late, null where it is there no more */
    record Proven(String key, Finding finding, Evidence evidence, Boolean late) {

        /** The user that the anomaly is about, as a sender writes it, or null. */
        String userId() {
            return evidence.byUser().top();
        }

        /** The same as users are compared, or null; the user that the key names where it names one. */
        String userKey() {
            String named = Key.of(key).userId();
            return named != null || userId() == null ? named : LogEntry.userKey(userId());
        }

        /** The address most often seen in it, or null; of an IPv6 key some one address, that can be looked up. */
        String ipAddress() {
            return evidence.byIp().top();
        }
    }

    /** A finding of a key. */
    record Keyed(String key, Finding finding) {}

    private final TraceStore traces;
    private final TallyStore tallies;

    Proof(TraceStore traces, TallyStore tallies) {
        this.traces = traces;
        this.tallies = tallies;
    }

    Uni<List<Proven>> of(SqlConnection connection, List<Keyed> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Finding> findings = found.stream().map(Keyed::finding).toList();
        Set<Long> quoted = new HashSet<>();
        findings.forEach(finding -> quoted.addAll(Evidence.quoted(finding)));
        List<Long> anomalies = findings.stream().flatMap(Finding::known).toList();
        long since = findings.stream().mapToLong(Finding::since).min().orElseThrow();
        return traces.quote(connection, quoted, since)
                .flatMap(quotes -> tallies.of(connection, findings, since)
                        .flatMap(sums -> traces.stored(connection, anomalies)
                                .map(stored -> proven(found, new Gathered(quotes, sums, stored)))));
    }

    private record Gathered(Map<Long, Quoted> quotes, Map<Integer, Evidence> tallies, Map<Long, Evidence> stored) {}

    private static List<Proven> proven(List<Keyed> found, Gathered gathered) {
        List<Proven> all = new ArrayList<>();
        for (int place = 0; place < found.size(); place++) {
            Finding finding = found.get(place).finding();
            Evidence added = gathered.tallies.getOrDefault(place, Evidence.NONE);
            all.add(new Proven(
                    found.get(place).key(), finding, evidence(finding, added, gathered), late(finding, gathered)));
        }
        return all;
    }

    private static Evidence evidence(Finding finding, Evidence added, Gathered gathered) {
        List<Trace> traces = Stream.concat(finding.added().stream(), finding.around().stream())
                .map(event -> gathered.quotes.get(event.id()))
                .filter(Objects::nonNull)
                .map(Quoted::trace)
                .toList();
        return finding.known()
                .map(gathered.stored::get)
                .reduce(
                        added,
                        (all, stored) -> all.with(stored, finding.episode().crossing()))
                .with(Evidence.of(traces), finding.episode().crossing());
    }

    private static Boolean late(Finding finding, Gathered gathered) {
        Quoted crossing = gathered.quotes.get(finding.episode().crossing().entry());
        return crossing == null ? null : crossing.createdAt() - crossing.trace().time() > Micros.of(LATE);
    }
}
