package dev.sealwatch.logs;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How exported entries are written down: what stands before all, between two, after each and after all. */
enum ExportFormat {
    JSON("application/json", StoredEntry::json, "[\n", ",\n", "", "\n]\n"),
    NDJSON("application/x-ndjson", StoredEntry::json, "", "", "\n", ""),
    CSV("text/csv; charset=utf-8; header=present", CsvLine::of, CsvLine.HEADER, "", "", "");

    private final String mediaType;
    private final Function<StoredEntry, String> text;
    private final String head;
    private final String between;
    private final String after;
    private final String tail;

    ExportFormat(
            String mediaType,
            Function<StoredEntry, String> text,
            String head,
            String between,
            String after,
            String tail) {
        this.mediaType = mediaType;
        this.text = text;
        this.head = head;
        this.between = between;
        this.after = after;
        this.tail = tail;
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    String head() {
        return head;
    }

    String tail() {
        return tail;
    }

    /** @param follows whether entries were written before these */
    String text(List<StoredEntry> entries, boolean follows) {
        StringBuilder page = new StringBuilder();
        for (StoredEntry entry : entries) {
            page.append(follows || !page.isEmpty() ? between : "");
            page.append(text.apply(entry)).append(after);
        }
        return page.toString();
    }
}
