package dev.sealwatch.bench;

import java.net.InetSocketAddress;

/** Whom to send to, and as whom. */
record Target(InetSocketAddress address, String token) {

    private static final String HEAD = """
            POST /api/siem/logs HTTP/1.1\r
            Host: %s:%d\r
            Authorization: Bearer %s\r
            Content-Type: application/%s\r
            %s\r
            \r
            """;

    /** The head of a request whose body is known. */
    String post(int length) {
        return head("json", "Content-Length: " + length);
    }

    /** The head of a request whose body comes in chunks (RFC 9112, 7.1). */
    String stream() {
        return head("x-ndjson", "Transfer-Encoding: chunked");
    }

    private String head(String type, String framing) {
        return HEAD.formatted(address.getHostString(), address.getPort(), token, type, framing);
    }
}
