package dev.sealwatch.logs;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a page shows of the entries that it is told of. */
record TailLines(Frame frame) {

    String event(String seen, List<StoredEntry> entries) {
        JsonArray lines = new JsonArray();
        entries.forEach(entry -> lines.add(line(new LogLine(entry, Query.at("security/intelligence")))));
        return "id: " + seen + "\nevent: lines\ndata: " + lines.encode() + "\n\n";
    }

    private JsonObject line(LogLine line) {
        return new JsonObject()
                .put("time", frame.time(line.time()))
                .put("level", line.entry().level().word())
                .put("source", line.entry().source())
                .put("category", frame.visible(line.entry().category()))
                .put("message", frame.visible(line.entry().message()))
                .put(
                        "link",
                        line.query()
                                .with("tab", "logs")
                                .with("detail", line.stored().id())
                                .toString());
    }
}
