package dev.sealwatch.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream read to its end, of which nothing is kept but how long it was and how often a word occurred.
 *
 * @param count right for words whose first letter does not come again in them
 */
record Occurrences(long bytes, long count) {

    static Occurrences of(String word, InputStream stream) throws IOException {
        byte[] letters = word.getBytes(US_ASCII);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        long count = 0;
        int matched = 0;
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            bytes += read;
            for (int i = 0; i < read; i++) {
                matched = buffer[i] == letters[matched] ? matched + 1 : buffer[i] == letters[0] ? 1 : 0;
                if (matched == letters.length) {
                    count++;
                    matched = 0;
                }
            }
        }
        return new Occurrences(bytes, count);
    }
}
