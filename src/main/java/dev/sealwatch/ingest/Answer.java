package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a sender is told of its entries.
 *
 * @param results entries that were not plainly stored, or all on request, by index
 */
record Answer(int accepted, int duplicates, int rejected, List<Result> results) {

    /** @param index place in the array, or number of the line, from 0 */
    record Result(int index, UUID logId, String status, String code, String detail, List<Warning> warnings) {

        static Result of(int index, Outcome outcome, List<Warning> warnings) {
            String status = outcome.isStored() ? outcome.kind().name().toLowerCase(java.util.Locale.ROOT) : "rejected";
            return new Result(index, outcome.logId(), status, outcome.code(), outcome.detail(), warnings);
        }

        /** Stored as it came: nothing to tell. */
        boolean isPlain() {
            return status.equals("stored") && warnings.isEmpty();
        }

        private JsonObject json() {
            JsonObject json = new JsonObject().put("index", index);
            if (logId != null) {
                json.put("log_id", logId.toString());
            }
            json.put("status", status);
            if (code != null) {
                json.put("code", code).put("detail", detail);
            }
            if (!warnings.isEmpty()) {
                JsonArray told = new JsonArray();
                warnings.forEach(warning ->
                        told.add(new JsonObject().put("code", warning.code()).put("detail", warning.detail())));
                json.put("warnings", told);
            }
            return json;
        }
    }

    /** @throws Refusal 422 where nothing of it could be stored */
    JsonObject committed() {
        JsonObject json = json("committed").put("duplicates", duplicates);
        if (rejected > 0 && accepted + duplicates == 0) {
            String detail = "None of the entries could be stored. Each result says why.";
            throw Refusal.of(422, "entries_rejected", detail).with(json.getMap());
        }
        return json;
    }

    JsonObject buffered(int entries, long millis) {
        return json("buffered").put("max_loss", new JsonObject(Map.of("entries", entries, "ms", millis)));
    }

    private JsonObject json(String durability) {
        JsonArray told = new JsonArray();
        results.forEach(result -> told.add(result.json()));
        return new JsonObject()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", rejected)
                .put("durability", durability)
                .put("results", told);
    }
}
