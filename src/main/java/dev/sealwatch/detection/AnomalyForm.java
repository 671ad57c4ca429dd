package dev.sealwatch.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.platform.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what the forms about anomalies say; a {@link Refusal} names the field that is wrong. */
final class AnomalyForm {

    static final String NOTES = "notes";
    static final String CLASSIFICATION = "classification";
    static final String SELECTED = "id";

    private static final String LIST = "security/intelligence";
    private static final int MOST_CHARACTERS = 4_000;
    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private AnomalyForm() {}

    /** Of several: those that were ticked, or all of the filters that the page was asked for with. */
    static BulkRequest many(List<String> ids, String notes, String classification) {
        List<Long> selected = ids.stream()
                .filter(id -> id.matches(NUMBER))
                .limit(BulkRequest.MOST)
                .map(Long::valueOf)
                .toList();
        if (selected.isEmpty()) {
            throw Refusal.invalid(SELECTED, "Expected at least one id.");
        }
        return new BulkRequest(
                BulkRequest.Action.RESOLVE, null, selected, notes(notes), classification(classification));
    }

    /** @param list the page with it; where nobody says which, all that there is can't be meant */
    static BulkRequest all(Frame list, String notes, String classification) {
        if (!LIST.equals(list.query().path())) {
            throw Refusal.of(400, "no_list", "Expected the list that is meant.");
        }
        Map<String, JsonNode> filter = AnomalyAddress.parameters(list, AnomalyFilter.PARAMETERS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> array(entry.getValue())));
        return new BulkRequest(BulkRequest.Action.RESOLVE, filter, null, notes(notes), classification(classification));
    }

    private static JsonNode array(List<String> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.stream().filter(value -> !value.isEmpty()).forEach(array::add);
        return array;
    }

    /** Null where there are none; a browser ends lines with two characters. */
    static String notes(String sent) {
        String notes = sent == null ? "" : sent.replace("\r\n", "\n").strip();
        if (notes.length() > MOST_CHARACTERS) {
            throw Refusal.invalid(NOTES, "Expected at most " + MOST_CHARACTERS + " characters.");
        }
        return notes.isEmpty() ? null : notes;
    }

    /** Whoever closes one says what it was. */
    static Classification classification(String sent) {
        return Arrays.stream(Classification.values())
                .filter(known -> known.word().equals(sent))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(CLASSIFICATION, "Expected what it was."));
    }
}
