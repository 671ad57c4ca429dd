package dev.sealwatch.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** The streaming parser, and how its findings are told: by place and kind, never by content. */
final class Json {

    /**
     * Levels of the whole body. Nothing here recurses; the parser keeps some 60 bytes a level, and this bounds them to
     * 6 MB. Metadata that is merely too deep is dropped long before, and its entry kept.
     */
    private static final int MAX_LEVELS = 100_000;

    /** A byte that begins no JSON text; among the first four it makes the parser believe in UTF-16 or UTF-32. */
    private static final int ENCODING_BYTES = 4;

    /** The body's size bounds names, texts and numbers; what is too long is dropped or cut, not a broken body. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_LEVELS)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // Names come from outside: the table of interned strings is no place for them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}

    /** @throws IOException never, in fact: the bytes are there */
    static JsonParser parser(byte[] bytes) throws IOException {
        return FACTORY.createParser(bytes);
    }

    /** The first of the bytes that tell encodings apart that is a NUL, or -1. */
    static int nulAt(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, ENCODING_BYTES); i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Why a text is not read on, to follow "The body" or "The line". */
    static String fault(JsonProcessingException malformed) {
        if (malformed instanceof StreamConstraintsException) {
            return "is nested deeper than " + MAX_LEVELS + " levels, or made of field names that collide.";
        }
        return "is not JSON at " + place(malformed.getLocation());
    }

    static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
    }

    /** What a value is called in a sentence. */
    static String kindOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }
}
