package dev.sealwatch.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A page of entries as the API answers it. @param next where to go on, or null at the end */
record LogPage(LogQuery query, List<StoredEntry> logs, Total total, Cursor next) {

    private static final JsonFactory JSON = new JsonFactory();

    static LogPage of(LogQuery query, Slice found, Total total) {
        return new LogPage(query, found.entries(), total, found.more() ? new Cursor(found.end(), total) : null);
    }

    byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("logs");
            for (StoredEntry entry : logs) {
                entry.write(json);
            }
            json.writeEndArray();
            writePagination(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write to memory", e);
        }
        return bytes.toByteArray();
    }

    private void writePagination(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("pagination");
        json.writeNumberField("limit", query.limit());
        json.writeNumberField("offset", query.offset());
        json.writeNumberField("total", total.count());
        json.writeBooleanField("total_is_estimate", total.isEstimate());
        if (next != null) {
            json.writeStringField("next", next.text(query.question()));
        }
        json.writeEndObject();
    }
}
