package dev.sealwatch.ingest;

import dev.sealwatch.integrity.EntryBytes;
import dev.sealwatch.integrity.Signer;
import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.Uuid7;
import java.time.Instant;
import java.util.UUID;

/** One entry of a ticket. Only one lane holds it at a time. */
final class Pending {

    /** What an entry takes beside its texts: object headers, ids, addresses, its row in flight. */
    private static final int OVERHEAD_BYTES = 512;

    private final Draft draft;
    private final Ticket ticket;
    private byte[] content;
    private LogBatch.Signed signed;
    private volatile Outcome outcome;

    Pending(Draft draft, Ticket ticket) {
        this.draft = draft;
        this.ticket = ticket;
    }

    Draft draft() {
        return draft;
    }

    Ticket ticket() {
        return ticket;
    }

    /** Memory it holds while it waits, roughly. */
    long bytes() {
        LogEntry entry = draft.entry();
        int text = entry.message().length()
                + (entry.metadata() == null ? 0 : entry.metadata().length());
        return OVERHEAD_BYTES + 2L * text;
    }

    /** Signs it for the flush that takes it up; a retry of that flush keeps the first signature and receive time. */
    LogBatch.Signed signed(Signer signer, Instant createdAt, int place) {
        if (signed == null) {
            LogEntry entry = draft.entry();
            UUID id = draft.idSent() ? entry.logId() : Uuid7.at(createdAt, place);
            signed = signer.sign(entry.received(id, createdAt));
        }
        return signed;
    }

    LogBatch.Signed signed() {
        return signed;
    }

    /** SHA-256 of what was sent: what makes a repeated id a duplicate or a conflict. */
    byte[] content() {
        if (content == null) {
            content = EntryBytes.content(draft.content(), draft.timestampSent());
        }
        return content;
    }

    UUID logId() {
        return signed == null ? draft.entry().logId() : signed.entry().logId();
    }

    Outcome outcome() {
        return outcome;
    }

    void resolve(Outcome result) {
        outcome = result;
        ticket.resolved(result);
    }
}
