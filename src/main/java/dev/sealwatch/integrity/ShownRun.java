package dev.sealwatch.integrity;

import dev.sealwatch.pages.Query;
import java.util.List;
import java.util.Locale;

/**
 * A verification as the page shows it.
 *
 * @param selection what was asked for
 * @param verdict null until it is done
 */
record ShownRun(VerificationRun run, Selection selection, Verdict verdict) {

    /** More are like them, and counted. */
    private static final int LISTED = 200;

    public String state() {
        return run.state().name().toLowerCase(Locale.ROOT);
    }

    public boolean isDone() {
        return verdict != null;
    }

    public long wrong() {
        return verdict == null ? 0 : verdict.wrong();
    }

    /** Those that it lists; a history lists none. */
    public List<Fault> faults() {
        return verdict == null || verdict.tamperedLogs() == null
                ? List.of()
                : verdict.tamperedLogs().stream().limit(LISTED).toList();
    }

    /** The entry, whenever it was. */
    public Query entry(Fault fault) {
        return Query.at("security/intelligence")
                .with("tab", "logs")
                .with("from", "1970-01-01")
                .with("log_id", fault.logId());
    }
}
