package dev.sealwatch.ingest.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What the producers sent and what they were told. Also a file that is only ever appended to, to read after a failure. */
final class Journal implements AutoCloseable {

    /** The last word on an entry. */
    enum Fate {
        /** Under way for the first time. */
        SENT,
        /** An attempt ended without a word on it: it may be stored. */
        UNSURE,
        STORED,
        BUFFERED,
        REJECTED
    }

    private static final int FAULT_CHARACTERS = 400;

    private final Map<SentEntry, Fate> fates = new ConcurrentHashMap<>();
    private final Map<SentEntry, Long> bufferedBy = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final Writer file;

    Journal(Path path) {
        try {
            file = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sending(Shipment shipment) {
        for (SentEntry entry : shipment.entries()) {
            fates.putIfAbsent(entry, Fate.SENT);
            write("sent", entry);
        }
    }

    void answered(Shipment shipment, Reply reply) {
        answers.computeIfAbsent(reply.status(), status -> new AtomicLong()).incrementAndGet();
        reply.fault().ifPresent(what -> fault(what, shipment, reply));
        if (reply.hasResults()) {
            settle(shipment, reply);
        } else {
            List<SentEntry> entries = shipment.entries();
            entries.subList(0, reply.storedLines())
                    .forEach(entry -> fates.put(entry, entry.isBad() ? Fate.REJECTED : Fate.STORED));
            entries.subList(reply.storedLines(), entries.size())
                    .forEach(entry -> fates.replace(entry, Fate.SENT, Fate.UNSURE));
        }
    }

    private void settle(Shipment shipment, Reply reply) {
        Map<Integer, String> outcomes = reply.outcomes();
        for (int place = 0; place < shipment.entries().size(); place++) {
            SentEntry entry = shipment.entries().get(place);
            String outcome = outcomes.getOrDefault(place, "stored");
            write(outcome, entry);
            if (isWrong(shipment, entry, outcome)) {
                fault(outcome + " for " + entry + ", which was " + fates.get(entry), shipment, reply);
            }
            settle(entry, outcome, reply);
        }
    }

    /** Only bad entries are rejected, only what may be there already is a duplicate, and nothing is stored twice. */
    private boolean isWrong(Shipment shipment, SentEntry entry, String outcome) {
        Fate before = fates.get(entry);
        return switch (outcome) {
            case "stored" -> shipment.mustRefuse(entry) || before == Fate.STORED;
            case "duplicate" -> shipment.mustRefuse(entry) || before == Fate.SENT;
            default -> !shipment.mustRefuse(entry);
        };
    }

    private void settle(SentEntry entry, String outcome, Reply reply) {
        if (outcome.equals("rejected")) {
            fates.put(entry, Fate.REJECTED);
        } else if (reply.status() == 202) {
            fates.put(entry, Fate.BUFFERED);
            bufferedBy.put(entry, reply.life());
        } else {
            (outcome.equals("duplicate") ? duplicates : stored).incrementAndGet();
            fates.put(entry, Fate.STORED);
        }
    }

    void fault(String what, Shipment shipment, Reply reply) {
        String body = reply.body().toString();
        String start = body.substring(0, Math.min(body.length(), FAULT_CHARACTERS));
        faults.add(what + ": " + shipment.shape() + " -> " + reply.status() + " " + start);
    }

    private void write(String what, SentEntry entry) {
        synchronized (file) {
            try {
                file.append(what).append(' ').append(entry.principal()).append(' ');
                file.append(entry.logId().toString()).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Stream<SentEntry> all(Fate fate) {
        return fates.entrySet().stream().filter(e -> e.getValue() == fate).map(Map.Entry::getKey);
    }

    Fate fate(SentEntry entry) {
        return fates.get(entry);
    }

    long bufferedBy(SentEntry entry) {
        return bufferedBy.get(entry);
    }

    /** How many entries were acknowledged as stored so far. */
    long acknowledged() {
        return stored.get() + duplicates.get();
    }

    /** Answers that should not have been given, each told once. */
    List<String> newFaults() {
        return Stream.generate(faults::poll).takeWhile(Objects::nonNull).toList();
    }

    @Override
    public String toString() {
        return "stored=" + stored + " duplicates=" + duplicates + " answers=" + answers;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
