package dev.sealwatch.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What percent-escapes of an address stand for (RFC 3986, section 2.1). */
final class Escapes {

    private static final int HEX = 16;
    private static final int DIGITS = 2;

    private Escapes() {}

    /** Whether it is ASCII, and text in UTF-8 where its escapes are read. @param uri each % has two hex digits */
    static boolean areUtf8(String uri) {
        ByteBuffer bytes = ByteBuffer.allocate(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c > 127) {
                return false;
            }
            bytes.put(c == '%' ? (byte) Integer.parseInt(uri, i + 1, i + 1 + DIGITS, HEX) : (byte) c);
            i += c == '%' ? DIGITS : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException otherBytes) {
            return false;
        }
    }
}
