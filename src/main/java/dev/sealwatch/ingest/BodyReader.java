package dev.sealwatch.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sealwatch.platform.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the entries of a body: what is wrong with one of them leaves the others alone. */
final class BodyReader {

    private final SentEntryReader entries;
    private final Consumer<SentEntry> resolve;
    private final Normaliser normaliser;
    private final int maxEntries;

    /** @param resolve adds to an entry what its sender expressed in another way */
    BodyReader(SentEntryReader entries, Consumer<SentEntry> resolve, Normaliser normaliser, int maxEntries) {
        this.entries = entries;
        this.resolve = resolve;
        this.normaliser = normaliser;
        this.maxEntries = maxEntries;
    }

    /**
     * Reads one entry or an array of entries.
     *
     * @throws Refusal 400 when it is not that, not UTF-8 or not JSON; 413 when there are too many entries
     */
    List<Reading> document(byte[] body, Sender sender) {
        String fault = encodingFault(body);
        if (fault != null) {
            throw Refusal.of(400, "invalid_encoding", "The body " + fault);
        }
        try (JsonParser json = Json.parser(body)) {
            List<Reading> readings = readings(json, sender);
            if (json.nextToken() != null) {
                throw notJson("goes on after the JSON value, at " + Json.place(json.currentTokenLocation()));
            }
            return readings;
        } catch (JsonProcessingException malformed) {
            throw notJson(Json.fault(malformed));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads one line of NDJSON. Only this line is rejected when it is broken; null stands for one that is too long. */
    Reading line(byte[] line, Sender sender) {
        if (line == null) {
            return new Reading.Rejected(null, "line_too_long", "The line is longer than a line may be.");
        }
        String fault = encodingFault(line);
        if (fault != null) {
            return new Reading.Rejected(null, "invalid_encoding", "The line " + fault);
        }
        try (JsonParser json = Json.parser(line)) {
            if (json.nextToken() == null) {
                return brokenLine("is empty.");
            }
            Reading reading = reading(json, sender);
            return json.nextToken() == null ? reading : brokenLine("goes on after the JSON value.");
        } catch (JsonProcessingException malformed) {
            return brokenLine(Json.fault(malformed));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<Reading> readings(JsonParser json, Sender sender) throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return List.of(reading(json, sender));
        }
        if (first != JsonToken.START_ARRAY) {
            throw notJson("has to be one entry (a JSON object) or an array of entries.");
        }
        List<Reading> readings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (readings.size() == maxEntries) {
                throw Refusal.of(
                        413,
                        "too_many_entries",
                        "One body holds at most " + maxEntries + " entries; send more bodies, or NDJSON.");
            }
            readings.add(reading(json, sender));
        }
        return readings;
    }

    private Reading reading(JsonParser json, Sender sender) throws IOException {
        SentEntry sent = entries.read(json);
        resolve.accept(sent);
        return normaliser.read(sent, sender);
    }

    /** What is wrong before any JSON is looked at, or null. */
    private static String encodingFault(byte[] bytes) {
        int malformed = Utf8.malformedAt(bytes, 0, bytes.length);
        if (malformed >= 0) {
            return "is not UTF-8 at byte " + malformed + ".";
        }
        int nul = Json.nulAt(bytes);
        return nul < 0 ? null : "is not UTF-8 text: byte " + nul + " is NUL.";
    }

    private static Reading brokenLine(String fault) {
        return new Reading.Rejected(null, "invalid_json", "The line " + fault);
    }

    private static Refusal notJson(String what) {
        return Refusal.of(400, "invalid_json", "The body " + what);
    }
}
