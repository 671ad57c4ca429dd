package dev.sealwatch.notify;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Where the events of a page come from. */
interface Feed {

    /** What is told. @param id by which the page resumes */
    record Event(long id, String name, JsonObject data) {

        /** As it is sent (WHATWG HTML, server-sent events). */
        String text() {
            return "id: " + id + "\nevent: " + name + "\ndata: " + data.encode() + "\n\n";
        }
    }

    /** The next ones, in order. */
    Uni<List<Event>> after(long id, int limit);
}
