package dev.sealwatch.ingest;

/**
 * A secret found in a text.
 *
 * @param kept what may still be read of it: the last four digits of a card number
 */
record Hit(int from, int to, String kind, String kept) {

    static final Hit NONE = new Hit(-1, -1, "", "");

    static Hit of(int from, int to, String kind) {
        return new Hit(from, to, kind, "");
    }
}
