package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectorRun.Ran;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many entries a detector takes on at once: what is too much for one transaction is tried in halves. */
final class Chunks {

    private final int most;
    private final Map<String, Integer> byType = new ConcurrentHashMap<>();

    Chunks(int most) {
        this.most = most;
    }

    int of(Detector detector) {
        return byType.getOrDefault(detector.type(), most);
    }

    void failed(Detector detector) {
        byType.put(detector.type(), Math.max(1, of(detector) / 2));
    }

    /** It grows back when the backlog is read: whatever comes next was not too much yet. */
    void succeeded(Detector detector, Ran ran) {
        if (!ran.more()) {
            byType.put(detector.type(), (int) Math.min(most, 2L * of(detector)));
        }
    }
}
