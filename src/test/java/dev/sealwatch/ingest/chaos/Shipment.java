package dev.sealwatch.ingest.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Entries that travel in one request. */
record Shipment(Shape shape, List<SentEntry> entries) {

    /** The ways to send entries. */
    enum Shape {
        SINGLE(1, ""),
        ARRAY(100, ""),
        GZIP_ARRAY(100, ""),
        ATOMIC(50, "?atomic=true"),
        STREAM(300, ""),
        GZIP_STREAM(300, ""),
        BUFFERED(20, "?ack=buffered");

        final int entries;
        final String query;

        Shape(int entries, String query) {
            this.entries = entries;
            this.query = query;
        }

        boolean isStream() {
            return this == STREAM || this == GZIP_STREAM;
        }

        boolean isGzip() {
            return this == GZIP_ARRAY || this == GZIP_STREAM;
        }
    }

    static Shipment of(Shape shape, int producer, int firstNumber) {
        return new Shipment(
                shape,
                IntStream.range(firstNumber, firstNumber + shape.entries)
                        .mapToObj(number -> new SentEntry(producer, number))
                        .toList());
    }

    /** What is left to send after the first lines have been stored. */
    Shipment from(int line) {
        return new Shipment(shape, entries.subList(line, entries.size()));
    }

    /** Bad by itself, or held back by a bad one beside it. */
    boolean mustRefuse(SentEntry entry) {
        return entry.isBad() || shape == Shape.ATOMIC && entries.stream().anyMatch(SentEntry::isBad);
    }

    byte[] body() {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        return shape.isGzip() ? gzip(text) : text;
    }

    private String text() {
        if (shape == Shape.SINGLE) {
            return entries.get(0).json().toString();
        }
        List<String> texts =
                entries.stream().map(entry -> entry.json().toString()).toList();
        return shape.isStream() ? String.join("\n", texts) : "[" + String.join(",", texts) + "]";
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
