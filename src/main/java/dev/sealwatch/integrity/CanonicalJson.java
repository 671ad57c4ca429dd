package dev.sealwatch.integrity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON with one spelling per value, so that a signature survives {@code jsonb}: keys by unsigned UTF-8 bytes, exact
 * decimals as {@code 15E-1}, no white space, nothing escaped that need not be.
 *
 * <p>Not RFC 8785, which rounds numbers to doubles. Of repeated keys the last counts, as in {@code jsonb}.
 */
final class CanonicalJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final JsonParser parser;

    private CanonicalJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws IllegalArgumentException for what is no JSON, or holds text or numbers that have no canonical form */
    static byte[] of(String json) {
        return read(json, document -> {
            Bytes out = new Bytes(json.length() + 16);
            document.value(out);
            return out.toArray();
        });
    }

    /** The object but for one of its members, or null where it had no other. */
    static byte[] without(String name, String object) {
        return read(object, document -> {
            Map<byte[], byte[]> members = document.members();
            boolean removed = members.remove(Bytes.utf8(name)) != null;
            return removed && members.isEmpty() ? null : write(members, new Bytes(object.length()));
        });
    }

    private static byte[] read(String json, Form form) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            byte[] canonical = form.of(new CanonicalJson(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("More than one JSON value");
            }
            return canonical;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("Not a JSON value", malformed);
        }
    }

    private void value(Bytes out) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("No JSON value");
        }
        switch (token) {
            case START_OBJECT -> out.raw(write(members(), new Bytes(64)));
            case START_ARRAY -> array(out);
            case VALUE_STRING -> string(Bytes.utf8(parser.getText()), out);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.raw(Bytes.utf8(number(parser.getText())));
            default -> out.raw(Bytes.utf8(parser.getText()));
        }
    }

    private void array(Bytes out) throws IOException {
        out.u8('[');
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i > 0) {
                out.u8(',');
            }
            value(out);
        }
        out.u8(']');
    }

    private Map<byte[], byte[]> members() throws IOException {
        Map<byte[], byte[]> members = new TreeMap<>(Arrays::compareUnsigned);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            byte[] key = Bytes.utf8(parser.currentName());
            parser.nextToken();
            Bytes value = new Bytes(64);
            value(value);
            members.put(key, value.toArray());
        }
        return members;
    }

    private static byte[] write(Map<byte[], byte[]> members, Bytes out) {
        int separator = '{';
        for (Map.Entry<byte[], byte[]> member : members.entrySet()) {
            string(member.getKey(), out.u8(separator));
            out.u8(':').raw(member.getValue());
            separator = ',';
        }
        return (members.isEmpty() ? out.u8('{') : out).u8('}').toArray();
    }

    private static void string(byte[] utf8, Bytes out) {
        out.u8('"');
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                out.u8('\\').u8(b);
            } else if (b >= 0 && b < ' ') {
                control(b, out.u8('\\'));
            } else {
                out.u8(b);
            }
        }
        out.u8('"');
    }

    private static void control(byte b, Bytes out) {
        switch (b) {
            case '\b' -> out.u8('b');
            case '\t' -> out.u8('t');
            case '\n' -> out.u8('n');
            case '\f' -> out.u8('f');
            case '\r' -> out.u8('r');
            default -> out.u8('u').u8('0').u8('0').u8(HEX[b >> 4]).u8(HEX[b & 15]);
        }
    }

    /** The decimal value as digits without trailing zeros, and its exponent. */
    private static String number(String text) {
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        BigInteger digits = value.unscaledValue();
        if (digits.signum() == 0) {
            return "0";
        }
        long exponent = -(long) value.scale();
        return exponent == 0 ? digits.toString() : digits + "E" + exponent;
    }

    private interface Form {

        byte[] of(CanonicalJson document) throws IOException;
    }
}
