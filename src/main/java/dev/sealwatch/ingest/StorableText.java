package dev.sealwatch.ingest;

/** Text that PostgreSQL can hold: U+0000 and lone surrogates, which only escapes can bring, become U+FFFD. */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The same instance when there is nothing to replace. */
    static String of(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        while (bad >= 0) {
            chars[bad] = REPLACEMENT;
            bad = firstBad(text, bad + 1);
        }
        return new String(chars);
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
