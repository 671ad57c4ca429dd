package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Keyed;
import dev.sealwatch.intel.SightingStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes findings with their evidence, and against whom they speak. */
@ApplicationScoped
class Recording {

    private final Proof proof;
    private final LifeStore lives;
    private final FindingStore findings;
    private final SightingStore sightings;

    Recording(Proof proof, LifeStore lives, FindingStore findings, SightingStore sightings) {
        this.proof = proof;
        this.lives = lives;
        this.findings = findings;
        this.sightings = sightings;
    }

    Uni<Void> record(Scan scan, List<Keyed> found) {
        return found.isEmpty() ? Uni.createFrom().voidItem() : write(scan, found);
    }

    private Uni<Void> write(Scan scan, List<Keyed> found) {
        return proof.of(scan.connection(), found)
                .call(() -> lives.suspend(scan.connection(), scan.detector(), found))
                // Evidence is written as JSON.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(proven -> findings.keep(scan.connection(), scan.detector(), proven))
                .call(() -> lives.revive(scan.connection(), scan.detector(), found))
                .chain(written -> sightings.see(scan.connection(), Culprits.among(scan.detector(), written)));
    }
}
