package dev.sealwatch.ingest.chaos;

import dev.sealwatch.ingest.chaos.Shipment.Shape;
import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Sends entries until told to stop, and each until it has a word on it, as a sensible client would. */
final class Producer {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int REPEATS_ONE_IN = 8;
    private static final int PAUSE_MILLIS = 40;

    private final int id;
    private final List<Shape> shapes;
    private final Random random;
    private final Journal journal;
    private final Courier courier;
    private int sent;

    Producer(int id, List<Shape> shapes, Arena arena) {
        this.id = id;
        this.shapes = shapes;
        this.random = new Random(arena.seed() + id);
        this.journal = arena.journal();
        this.courier = new Courier(arena.database(), arena.tokenOf(id));
    }

    /** Finishes the shipment under way before it ends. */
    void sendUntil(BooleanSupplier enough, List<ServiceProcess> services) {
        while (!enough.getAsBoolean()) {
            Shape shape = shapes.get(random.nextInt(shapes.size()));
            Shipment shipment = Shipment.of(shape, id, sent);
            sent += shape.entries;
            deliver(shipment, services);
            if (shape != Shape.BUFFERED && random.nextInt(REPEATS_ONE_IN) == 0) {
                deliver(shipment, services);
            }
            Wait.pause(Duration.ofMillis(random.nextInt(PAUSE_MILLIS)));
        }
    }

    private void deliver(Shipment shipment, List<ServiceProcess> services) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Shipment rest = shipment;
        while (!rest.entries().isEmpty()) {
            journal.sending(rest);
            Reply reply = courier.bring(rest, services.get(random.nextInt(services.size())));
            journal.answered(rest, reply);
            if (reply.isFinal()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                journal.fault("no answer worth the name for " + PATIENCE, rest, reply);
                return;
            }
            rest = rest.from(reply.storedLines());
            Wait.pause(reply.pause());
        }
    }
}
