package dev.sealwatch.ingest;

/** What the server itself notes in an entry: the object {@code metadata.siem}. */
final class SiemFlags {

    private final StringBuilder json = new StringBuilder();

    void put(String name, boolean value) {
        named(name).append(value);
    }

    void put(String name, String text) {
        JsonText.quote(named(name), text);
    }

    /** What was cut away is known by the length and the SHA-256 of the whole, redacted text. */
    void cut(String name, String text) {
        sized(name, "", Utf8.length(text), JsonText.sha256(text));
    }

    void dropped(SentMetadata.Dropped dropped) {
        sized("dropped", "\"reason\":\"" + dropped.reason() + "\",", dropped.bytes(), dropped.sha256());
    }

    /** The metadata with these flags, or as it was when there is none. */
    String in(String metadata) {
        if (json.isEmpty()) {
            return metadata;
        }
        String flags = "\"siem\":{" + json + "}}";
        if (metadata == null || metadata.equals("{}")) {
            return "{" + flags;
        }
        return metadata.substring(0, metadata.length() - 1) + "," + flags;
    }

    private void sized(String name, String first, int bytes, String sha256) {
        named(name).append('{').append(first);
        json.append("\"bytes\":")
                .append(bytes)
                .append(",\"sha256\":\"")
                .append(sha256)
                .append("\"}");
    }

    private StringBuilder named(String name) {
        if (!json.isEmpty()) {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }
}
