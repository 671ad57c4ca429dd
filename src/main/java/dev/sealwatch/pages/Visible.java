package dev.sealwatch.pages;

import java.util.Locale;

/** Text that comes from an attacker, with everything in it to be seen: nothing breaks a line, turns it round or hides. */
public final class Visible {

    private static final int LONGEST = 1_000;

    private Visible() {}

    /** Controls, formatting (also bidi and zero-width), separators of lines and what is no character, as {@code <U+202E>}. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append('…').toString()
                : shown.toString();
    }

    /** All of it, with its lines. */
    static String whole(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                shown.append('\n');
            } else {
                append(shown, point);
            }
        });
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> shown.append(String.format(Locale.ROOT, "<U+%04X>", point));
            default -> shown.appendCodePoint(point);
        }
    }
}
