package dev.sealwatch.integrity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sealwatch.logs.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An entry and what its verification says.
 *
 * @param state {@code verified}, {@code unknown_key}, {@code tampered} or {@code inserted}
 * @param reason what is wrong, or null
 */
record VerifiedEntry(StoredEntry entry, String state, Reason reason) {

    private static final JsonFactory JSON = new JsonFactory();

    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            entry.writeMembers(json);
            json.writeObjectFieldStart("verification");
            json.writeStringField("state", state);
            if (reason != null) {
                json.writeStringField("reason", reason.word());
            }
            json.writeBooleanField("sealed", false);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException never) {
            throw new UncheckedIOException("Memory does not fail to be written", never);
        }
        return out.toByteArray();
    }
}
