package dev.sealwatch.ingest;

import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Takes in what this service sends itself, the way that everybody's entries go. */
@ApplicationScoped
public class OwnEntries {

    private static final Caller SERVICE =
            new Caller(AuditDrafts.PRINCIPAL, AuditDrafts.PRINCIPAL, Set.of(), null, null);
    private static final IngestRequest ALL_OR_NOTHING = new IngestRequest(false, false, false, true, false);

    private final EntryReaders readers;
    private final Intake intake;
    private final Clock clock;

    OwnEntries(EntryReaders readers, Intake intake, Clock clock) {
        this.readers = readers;
        this.intake = intake;
        this.clock = clock;
    }

    /** Stores all of them or none; those that were stored before, by their log ids, are left as they are. */
    public Uni<Void> take(JsonArray entries) {
        return Uni.createFrom()
                .item(() -> read(entries))
                .flatMap(readings -> intake.document(SERVICE, ALL_OR_NOTHING, readings))
                .replaceWithVoid();
    }

    private List<Reading> read(JsonArray entries) {
        byte[] body = entries.toBuffer().getBytes();
        return readers.logs().document(body, new Sender(AuditDrafts.PRINCIPAL, clock.instant()));
    }
}
