package dev.sealwatch.bench;

/** How senders behave. */
enum Scenario {
    /** Collectors that ship what they gathered. */
    A(8, 100, 1_000, 0),
    /** Services that report each event as it happens. */
    B(32, 1, 16_000, 0),
    /** Forwarders that hold a stream open, here for 50 chunks of 100 lines. */
    C(4, 100, 1_000, 50);

    final int connections;
    /** Of one request, or of one chunk of a stream. */
    final int entries;
    /** Different requests, or chunks, that are sent again and again. */
    final int rendered;
    /** Of one stream; 0 where each request stands alone. */
    final int chunks;

    Scenario(int connections, int entries, int rendered, int chunks) {
        this.connections = connections;
        this.entries = entries;
        this.rendered = rendered;
        this.chunks = chunks;
    }

    boolean streams() {
        return chunks > 0;
    }

    /** Entries that one answer acknowledges. */
    int acknowledged() {
        return streams() ? entries * chunks : entries;
    }

    String words() {
        String what = streams()
                ? "NDJSON streams of " + acknowledged()
                : entries == 1 ? "1 entry a request" : entries + " entries a request";
        return what + ", " + connections + " connections";
    }
}
