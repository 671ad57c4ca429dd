package dev.sealwatch.detection;

import dev.sealwatch.logs.BatchReaderStore;
import dev.sealwatch.security.AuditTrail;
import jakarta.inject.Singleton;

/** The cycle, with whatever detectors. */
@Singleton
record Engine(
        Leadership leadership,
        BatchReaderStore readers,
        SettingStore settings,
        AuditTrail trail,
        CatchUp catchUp,
        DetectionMetrics metrics) {

    DetectionCycle cycle(Detectors detectors) {
        return new DetectionCycle(
                leadership, readers, new DetectorSettings(settings, detectors, trail), catchUp, metrics);
    }
}
