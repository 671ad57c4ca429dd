package dev.sealwatch.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8 (RFC 3629): Jackson would take overlong forms such as {@code C0 80} and raw surrogates. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** The offset of the first byte that begins no valid sequence, or -1. */
    static int malformedAt(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = bytes[i] >= 0 ? ascii(bytes, i, to) : sequence(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** Bytes that the text takes in UTF-8; the text holds no lone surrogates. */
    static int length(CharSequence text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate is one half of a four byte sequence.
                bytes += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return bytes;
    }

    /** How many characters fit into so many bytes of UTF-8, without cutting one in two. */
    static int fitting(CharSequence text, int maxBytes) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int c = Character.codePointAt(text, i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static int ascii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i - from;
    }

    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 255;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (at + length > to || length == 0 || !second(lead, bytes[at + 1] & 255)) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** The second byte is what tells overlong forms, surrogates and numbers past U+10FFFF. */
    private static boolean second(int lead, int next) {
        return switch (lead) {
            case 0xE0 -> next >= 0xA0 && next <= 0xBF;
            case 0xED -> next >= 0x80 && next <= 0x9F;
            case 0xF0 -> next >= 0x90 && next <= 0xBF;
            case 0xF4 -> next >= 0x80 && next <= 0x8F;
            default -> (next & 0xC0) == 0x80;
        };
    }
}
