package dev.sealwatch.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** Takes one entry off the parser, field by field, whatever is wrong with it: what follows can then be read. */
final class SentEntryReader {

    private static final int LONGEST_NAME = 64;

    private final Map<String, EntryField> fields;
    private final Redactor redactor;
    private final IngestConfig limits;

    SentEntryReader(Map<String, EntryField> fields, Redactor redactor, IngestConfig limits) {
        this.fields = fields;
        this.redactor = redactor;
        this.limits = limits;
    }

    /** Reads to the end of the value that the current token begins. */
    SentEntry read(JsonParser json) throws IOException {
        SentEntry sent = new SentEntry();
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            sent.refuse("not_an_object", "An entry is a JSON object, not " + Json.kindOf(json.currentToken()) + ".");
            json.skipChildren();
            return sent;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            EntryField field = fields.get(name);
            if (field == null) {
                foreign(json, sent, name);
            } else {
                own(json, sent, field);
            }
        }
        return sent;
    }

    private void own(JsonParser json, SentEntry sent, EntryField field) throws IOException {
        if (!sent.see(field)) {
            sent.refuse("duplicate_field", "The field " + field.json() + " is there more than once.");
        }
        JsonToken token = json.currentToken();
        if (field.isObject() && token == JsonToken.START_OBJECT) {
            metadata(json, sent, field);
        } else if (!field.isObject() && token == JsonToken.VALUE_STRING) {
            sent.put(field, json.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            json.skipChildren();
            sent.refuse("bad_" + field.json(), wrongType(field, token));
        }
    }

    private void metadata(JsonParser json, SentEntry sent, EntryField field) throws IOException {
        MetadataReader reader = new MetadataReader(redactor, limits);
        sent.put(reader.read(json));
        if (reader.namesSiem()) {
            sent.refuse("forbidden_field", "The key siem in " + field.json() + " is the server's own; leave it out.");
        }
    }

    private void foreign(JsonParser json, SentEntry sent, String name) throws IOException {
        boolean absent = json.hasToken(JsonToken.VALUE_NULL);
        json.skipChildren();
        if (EntryField.SERVERS_OWN.contains(name)) {
            if (!absent) {
                sent.refuse("forbidden_field", "The field " + name + " is the server's own; leave it out.");
            }
        } else {
            sent.refuse("unknown_field", "There is no field " + shown(name) + "; put it into metadata or details.");
        }
    }

    private String shown(String name) {
        String text = redactor.redact(StorableText.of(name));
        return text.substring(
                0, text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST_NAME)));
    }

    private static String wrongType(EntryField field, JsonToken token) {
        String expected = field.isObject() ? "a JSON object" : "text";
        return "The field " + field.json() + " is " + Json.kindOf(token) + "; it has to be " + expected + ".";
    }
}
