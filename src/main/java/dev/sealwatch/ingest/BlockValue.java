package dev.sealwatch.ingest;

/** Block scalars of YAML 1.2 (section 8.1): {@code |} or {@code >}, and the value in the indented lines below. */
final class BlockValue {

    /** The indicators of indentation and chomping, as in {@code |2-}. */
    private static final int MOST_INDICATORS = 2;

    private BlockValue() {}

    /** Where the value begins, or -1 where no such header is at this index. */
    static int from(String text, int header) {
        char style = Letters.at(text, header);
        if (style != '|' && style != '>') {
            return -1;
        }
        int i = header + 1;
        while (i - header <= MOST_INDICATORS && "+-123456789".indexOf(Letters.at(text, i)) >= 0) {
            i++;
        }
        int end = Letters.skipBlanks(text, i);
        int value = Letters.skipSpace(text, end);
        return value > end && Letters.isBlank(Letters.at(text, value - 1)) ? value : -1;
    }

    /** The end of the last indented line. */
    static int end(String text, int from) {
        int end = Letters.endOfLine(text, from);
        int next = Letters.skipSpace(text, end);
        while (next < text.length() && Letters.isBlank(text.charAt(next - 1))) {
            end = Letters.endOfLine(text, next);
            next = Letters.skipSpace(text, end);
        }
        return end;
    }
}
