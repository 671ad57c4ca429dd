package dev.sealwatch.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Copies one metadata object token by token, redacting; one instance per object. No recursion, so depth costs nothing. */
final class MetadataReader {

    private static final String SERVERS_OWN_KEY = "siem";

    private final Redactor redactor;
    private final IngestConfig limits;
    private final StringBuilder out = new StringBuilder(256).append('{');
    private final Deque<Set<String>> keys = new ArrayDeque<>();
    private int level = 1;
    private int nodes;
    private boolean sanitized;
    private boolean namesSiem;
    private String dropped;

    MetadataReader(Redactor redactor, IngestConfig limits) {
        this.redactor = redactor;
        this.limits = limits;
    }

    /** Reads to the end of the object whose beginning is the current token. */
    SentMetadata read(JsonParser json) throws IOException {
        keys.push(new HashSet<>());
        while (level > 0) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                member(json);
            } else if (token.isStructEnd()) {
                close(token);
            } else {
                value(json, token);
            }
        }
        return result();
    }

    /** Whether a key of the object itself is the server's. */
    boolean namesSiem() {
        return namesSiem;
    }

    private void member(JsonParser json) throws IOException {
        String name = json.currentName();
        namesSiem |= level == 1 && name.equals(SERVERS_OWN_KEY);
        String key = storable(name);
        boolean known = dropped == null && !keys.element().add(key);
        drop(known, "duplicate_key");
        JsonText.quote(separated(), key).append(':');
        String kind = redactor.kindOfKey(name);
        JsonToken token = json.nextToken();
        if (kind == null || token == JsonToken.VALUE_NULL) {
            value(json, token);
        } else {
            count();
            json.skipChildren();
            JsonText.quote(out, redactor.mark(kind));
        }
    }

    private void value(JsonParser json, JsonToken token) throws IOException {
        count();
        switch (token) {
            case START_OBJECT, START_ARRAY -> open(token);
            case VALUE_STRING -> JsonText.quote(separated(), storable(json.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            default -> separated().append(token.asString());
        }
    }

    private void number(String digits) {
        boolean tooLarge = digits.length() > limits.maxNumberCharacters()
                || NumberText.exponent(digits) > limits.maxNumberExponent();
        drop(tooLarge, "number");
        String plain = tooLarge ? digits : NumberText.plain(digits);
        String redacted = redactor.redact(plain);
        if (redacted.equals(plain)) {
            separated().append(digits);
        } else {
            JsonText.quote(separated(), redacted);
        }
    }

    private void open(JsonToken token) {
        level++;
        drop(level > limits.maxMetadataLevels(), "too_deep");
        separated().append(token.asString());
        if (dropped == null) {
            keys.push(token == JsonToken.START_OBJECT ? new HashSet<>() : Collections.emptySet());
        }
    }

    private void close(JsonToken token) {
        level--;
        out.append(token.asString());
        if (dropped == null) {
            keys.pop();
        }
    }

    private void count() {
        nodes++;
        drop(nodes > limits.maxMetadataNodes(), "too_many_nodes");
    }

    private void drop(boolean over, String reason) {
        if (over && dropped == null) {
            dropped = reason;
        }
    }

    private String storable(String text) {
        String storable = StorableText.of(text);
        sanitized |= storable != text;
        return redactor.redact(storable);
    }

    /** A string ends with its quote, so the last character tells whether something stands before in the container. */
    private StringBuilder separated() {
        char last = out.charAt(out.length() - 1);
        return last == '{' || last == '[' || last == ':' ? out : out.append(',');
    }

    private SentMetadata result() {
        int bytes = dropped == null && out.length() * 3L <= limits.maxMetadataBytes() ? 0 : Utf8.length(out);
        drop(bytes > limits.maxMetadataBytes(), "too_large");
        String text = out.toString();
        return dropped == null
                ? new SentMetadata(text, null, sanitized)
                : new SentMetadata(null, new SentMetadata.Dropped(dropped, bytes, JsonText.sha256(text)), sanitized);
    }
}
