package dev.sealwatch.detection;

import dev.sealwatch.detection.FindingStore.Written;
import dev.sealwatch.intel.Sighting;
import dev.sealwatch.intel.ThreatLevel;
import java.util.List;

/** The addresses that findings speak against. */
final class Culprits {

    private static final String IP = "ip:";

    private Culprits() {}

    static List<Sighting> among(Detector detector, List<Written> written) {
        return written.stream()
                .filter(one -> one.key().startsWith(IP))
                .filter(one -> detector.incriminates(one.finding().episode().severity()))
                .map(one -> sighting(detector, one))
                .toList();
    }

    private static Sighting sighting(Detector detector, Written written) {
        Episode episode = written.finding().episode();
        return new Sighting(
                written.key().substring(IP.length()),
                written.id(),
                written.finding().merged(),
                detector.type(),
                ThreatLevel.of(episode.severity().word()),
                Micros.time(episode.firstSeen()),
                Micros.time(episode.lastSeen()));
    }
}
