package dev.sealwatch.ingest;

import dev.sealwatch.ingest.Answer.Result;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes what was read of a body into the buffer, and puts together what its sender is told. */
@ApplicationScoped
class Intake {

    private final Pipeline pipeline;
    private final IngestMetrics metrics;
    private final IngestConfig config;
    private final AuditTrail trail;
    private final Unconfirmed unconfirmed;

    Intake(Pipeline pipeline, IngestMetrics metrics, IngestConfig config, AuditTrail trail) {
        this.pipeline = pipeline;
        this.metrics = metrics;
        this.config = config;
        this.trail = trail;
        this.unconfirmed = new Unconfirmed(config.buffer());
    }

    /** One JSON body. Completes with the answer: after the commit, or at once where that was asked for and is allowed. */
    Uni<JsonObject> document(Caller caller, IngestRequest request, List<Reading> readings) {
        if (request.atomic() && drafts(readings).size() < readings.size()) {
            return Uni.createFrom().item(() -> refusedWhole(readings).committed());
        }
        if (request.buffered() && mayBeUnconfirmed(drafts(readings).size())) {
            return buffered(caller, readings);
        }
        Ticket ticket = admit(readings, request.atomic() ? Ticket.Mode.ATOMIC : Ticket.Mode.DURABLE);
        return pipeline.submit(ticket)
                .map(done -> answer(readings, done, request.allResults()))
                .invoke(answer -> auditConflicts(caller, answer))
                .map(Answer::committed);
    }

    /** Some lines of a stream. */
    Uni<Answer> lines(Caller caller, List<Reading> readings, boolean all) {
        return pipeline.submitWhenThereIsRoom(admit(readings, Ticket.Mode.DURABLE))
                .map(done -> answer(readings, done, all))
                .invoke(answer -> auditConflicts(caller, answer));
    }

    private Uni<JsonObject> buffered(Caller caller, List<Reading> readings) {
        Ticket ticket = admit(readings, Ticket.Mode.BUFFERED);
        unconfirmed.add(ticket);
        ticket.done().subscribe().with(done -> auditConflicts(caller, answer(readings, done, false)));
        return pipeline.submit(ticket)
                .map(taken -> results(readings, false, reading -> null)
                        .buffered(
                                config.buffer().unconfirmedEntries(),
                                config.buffer().unconfirmedFor().toMillis()));
    }

    /** Nothing to promise where nothing was accepted: then the durable answer says why. */
    private boolean mayBeUnconfirmed(int entries) {
        return entries > 0 && pipeline.lastFlushSucceeded() && unconfirmed.hasRoomFor(entries);
    }

    private Ticket admit(List<Reading> readings, Ticket.Mode mode) {
        metrics.received(readings.size());
        for (Reading reading : readings) {
            if (reading instanceof Reading.Rejected rejected) {
                metrics.left(outcome(rejected));
            }
        }
        return new Ticket(mode, drafts(readings), metrics::left);
    }

    /** An atomic body with an entry that can't be read. */
    private Answer refusedWhole(List<Reading> readings) {
        Ticket ticket = admit(readings, Ticket.Mode.ATOMIC);
        ticket.entries().forEach(entry -> entry.resolve(Outcome.heldBack(entry.logId())));
        return answer(readings, ticket, true);
    }

    private static Answer answer(List<Reading> readings, Ticket ticket, boolean all) {
        var entries = ticket.entries().iterator();
        return results(readings, all, accepted -> entries.next().outcome());
    }

    /** @param outcomes asked in order for each accepted reading; null where it is not known yet */
    private static Answer results(List<Reading> readings, boolean all, Function<Reading, Outcome> outcomes) {
        int[] counts = new int[Outcome.Kind.values().length];
        List<Result> results = new ArrayList<>();
        for (int index = 0; index < readings.size(); index++) {
            Reading reading = readings.get(index);
            Outcome outcome =
                    reading instanceof Reading.Rejected rejected ? outcome(rejected) : outcomes.apply(reading);
            List<Warning> warnings = reading instanceof Reading.Accepted accepted
                    ? accepted.draft().warnings()
                    : List.of();
            outcome = outcome == null ? Outcome.stored(null) : outcome;
            counts[outcome.kind().ordinal()]++;
            Result result = Result.of(index, outcome, warnings);
            if (all || !result.isPlain()) {
                results.add(result);
            }
        }
        int stored = counts[Outcome.Kind.STORED.ordinal()];
        int duplicates = counts[Outcome.Kind.DUPLICATE.ordinal()];
        return new Answer(stored, duplicates, readings.size() - stored - duplicates, results);
    }

    private static Outcome outcome(Reading.Rejected rejected) {
        return Outcome.rejected(rejected.logId(), rejected.code(), rejected.detail());
    }

    private static List<Draft> drafts(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Accepted.class::isInstance)
                .map(reading -> ((Reading.Accepted) reading).draft())
                .toList();
    }

    private void auditConflicts(Caller caller, Answer answer) {
        List<String> ids = answer.results().stream()
                .filter(result -> "id_conflict".equals(result.code()))
                .map(result -> result.logId().toString())
                .toList();
        if (!ids.isEmpty()) {
            trail.record(AuditEvent.siem(
                    "warn",
                    "siem_id_conflict",
                    "Known log ids were sent with other content",
                    caller,
                    Map.of("log_ids", ids)));
        }
    }
}
