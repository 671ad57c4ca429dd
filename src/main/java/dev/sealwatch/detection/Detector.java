package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One kind of attack: which entries are signs of it, and what a window of them means.
 *
 * <p>Every bean of this type is found by itself; what a new one needs is in {@code src/docs/detectors.md}.
 */
interface Detector {

    /** Its name in the database, the API and the settings. */
    String type();

    /** MITRE ATT&amp;CK techniques. */
    List<String> attack();

    Rule rule();

    /** The same with another rule. */
    Detector with(Rule changed);

    /** Categories of the entries that count; none where all do. */
    List<String> categories();

    /**
     * Its question: {@code id, event_time, key, value, marked, counts} of the entries that matter, by
     * {@code scanned_entries}, whose last six arguments are $1 to $6. An entry without a key is skipped.
     */
    String sql();

    /** What else its question asks for: $7, its categories, and on. */
    default List<Object> arguments() {
        return List.<Object>of((Object) categories().toArray(String[]::new));
    }

    /** @param scan $1 to $6 */
    default Tuple question(Tuple scan) {
        arguments().forEach(scan::addValue);
        return scan;
    }

    /** Tells whether what was counted before was counted so: by this question, for windows of this length. */
    default UUID fingerprint() {
        String asked = sql() + Arrays.deepToString(arguments().toArray()) + rule().window();
        return UUID.nameUUIDFromBytes(asked.getBytes(StandardCharsets.UTF_8));
    }

    /** What else the API has to be asked for, by parameter, to show the entries that count for a key. */
    default Map<String, String> traits(Key key) {
        return Map.of();
    }

    /** What the threshold is compared with. */
    default int observed(Window window) {
        return window.events();
    }

    /** Of a window that reached the threshold. */
    Severity severity(Window window);

    double confidence(Severity severity);

    /** When something that does not count itself came within a window's length after the threshold was crossed. */
    default Severity followed(Severity severity) {
        return severity;
    }

    /** Whether an address found so belongs on the list of known bad ones. */
    default boolean incriminates(Severity severity) {
        return false;
    }
}
