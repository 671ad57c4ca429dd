package dev.sealwatch.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;

/** An answer, read with just enough HTTP (RFC 9112) to know when it is complete and what it acknowledges. */
record Answer(int status, String body) {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final String ACCEPTED = "\"accepted\":";

    /** Empty while bytes are missing. */
    static Optional<Answer> of(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        String body = text.substring(end + END_OF_HEAD.length());
        return isComplete(head, body)
                ? Optional.of(new Answer(Integer.parseInt(head.substring(9, 12)), body))
                : Optional.empty();
    }

    private static boolean isComplete(String head, String body) {
        int at = head.indexOf(LENGTH);
        return at < 0 ? body.endsWith(LAST_CHUNK) : body.length() >= number(head, at + LENGTH.length());
    }

    /** Entries that it says are stored. */
    int accepted() {
        int at = status == 200 ? body.indexOf(ACCEPTED) : -1;
        return at < 0 ? 0 : number(body, at + ACCEPTED.length());
    }

    private static int number(String text, int from) {
        int start = from;
        while (text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Integer.parseInt(text.substring(start, end));
    }
}
