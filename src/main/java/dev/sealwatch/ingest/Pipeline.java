package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** From the buffer through the lanes into the database: groups entries of many requests into flushes. */
@ApplicationScoped
class Pipeline {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int RETRY_AFTER_LEAVING_SECONDS = 5;

    private static final String AWAY = "The database can't be reached. Nothing of this is stored; send it again.";
    private static final Duration LOOK_FOR_ROOM_EVERY = Duration.ofMillis(5);

    private final AtomicBoolean leaving = new AtomicBoolean();
    private final EntryBuffer buffer;
    private final FlushLoop flushes;
    private final Availability availability;
    private final IngestConfig config;
    private final Clock clock;
    private final Queue<Lane> free = new ConcurrentLinkedQueue<>();

    Pipeline(EntryBuffer buffer, FlushLoop flushes, Availability availability, IngestConfig config, Clock clock) {
        this.buffer = buffer;
        this.flushes = flushes;
        this.availability = availability;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        UUID boot = UUID.randomUUID();
        int lanes = config.buffer().lanes();
        IntStream.range(0, lanes).forEach(lane -> free.add(Lane.of(boot, Integer.toString(lane))));
        Multi.createBy()
                .repeating()
                .uni(buffer::next)
                .indefinitely()
                .onItem()
                .transformToUni(this::flush)
                .merge(lanes)
                .subscribe()
                .with(done -> {}, cause -> LOG.error("The ingest pipeline has stopped: restart the service", cause));
    }

    /** Signing a full flush takes milliseconds, so it leaves the event loop. */
    private Uni<Boolean> flush(List<Pending> entries) {
        Lane lane = free.remove();
        Flush flush = new Flush(clock.instant().truncatedTo(ChronoUnit.MICROS), entries);
        return Uni.createFrom()
                .item(flush)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(due -> flushes.store(lane, due))
                .onTermination()
                .invoke(() -> free.add(lane))
                .replaceWith(true);
    }

    /**
     * Takes a ticket in; completes when it may be answered.
     *
     * @throws Refusal unavailable, when the buffer is full, the database away or no commit came in time
     */
    Uni<Ticket> submit(Ticket ticket) {
        if (ticket.mode() != Ticket.Mode.AUDIT && availability.isDown()) {
            ticket.shed();
            return refuse(AWAY);
        }
        if (!buffer.offer(ticket)) {
            ticket.shed();
            return refuse("The buffer is full. Nothing of this request is stored; send it again.");
        }
        return switch (ticket.mode()) {
            case BUFFERED, AUDIT -> Uni.createFrom().item(ticket);
            case DURABLE, ATOMIC ->
                ticket.done().ifNoItem().after(config.answerWithin()).recoverWithUni(() -> giveUp(ticket));
        };
    }

    /** Senders are told to come back while there is still somebody to tell them: once the delay is over, nobody adds when. */
    void leave(@Observes ShutdownDelayInitiatedEvent soon) {
        leaving.set(true);
    }

    /** Before a body is read: there is no use in taking what can't be stored. */
    void refuseWhileDown() {
        if (leaving.get()) {
            throw Refusal.unavailable(
                    "The service is stopping. Nothing of this is stored; send it again.", RETRY_AFTER_LEAVING_SECONDS);
        }
        if (availability.isDown()) {
            throw Refusal.unavailable(AWAY, RETRY_AFTER_SECONDS);
        }
    }

    /** Whether the entries may be answered before they are stored. */
    boolean lastFlushSucceeded() {
        return availability.lastFlushSucceeded();
    }

    /** The same for a stream, which waits with its socket paused until there is room, but not for ever. */
    Uni<Ticket> submitWhenThereIsRoom(Ticket ticket) {
        return submitUntil(ticket, System.nanoTime() + config.answerWithin().toNanos());
    }

    private Uni<Ticket> submitUntil(Ticket ticket, long deadline) {
        if (buffer.hasRoomFor(ticket) || availability.isDown() || System.nanoTime() > deadline) {
            return submit(ticket);
        }
        return Uni.createFrom()
                .item(ticket)
                .onItem()
                .delayIt()
                .by(LOOK_FOR_ROOM_EVERY)
                .flatMap(again -> submitUntil(again, deadline));
    }

    private static Uni<Ticket> giveUp(Ticket ticket) {
        ticket.abandon();
        return refuse("The database did not commit in time. Part of the request may be stored: "
                + "send it again with the same log_id values.");
    }

    private static Uni<Ticket> refuse(String why) {
        return Uni.createFrom().failure(Refusal.unavailable(why, RETRY_AFTER_SECONDS));
    }

    /** Nothing waits, and nothing is on its way into a commit. */
    boolean isIdle() {
        return buffer.entries() == 0 && free.size() == config.buffer().lanes();
    }
}
