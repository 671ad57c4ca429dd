package dev.sealwatch.logs;

import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One entry as a record of RFC 4180, safe to open in a spreadsheet. */
final class CsvLine {

    static final String HEADER =
            "log_id,timestamp,source,level,category,message,metadata,user_id,ip_address,user_agent,"
                    + "principal,created_at,retention_days,signature,key_id,batch_no,batch_pos\r\n";

    /** What a spreadsheet may take for the begin of a formula, in the forms of East Asian keyboards too. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    /** What the format gives a meaning to, and what spreadsheets of other countries separate cells by. */
    private static final Pattern SPECIAL = Pattern.compile("[\",;\t\r\n]");

    private CsvLine() {}

    static String of(StoredEntry stored) {
        LogEntry entry = stored.entry();
        return Stream.of(
                        entry.logId(),
                        StoredEntry.shown(entry.timestamp()),
                        cell(entry.source()),
                        entry.level().word(),
                        cell(entry.category()),
                        cell(entry.message()),
                        cell(entry.metadata()),
                        cell(entry.userId()),
                        entry.ipAddress(),
                        cell(entry.userAgent()),
                        cell(entry.principal()),
                        StoredEntry.shown(entry.createdAt()),
                        entry.retentionDays(),
                        HexFormat.of().formatHex(stored.signature()),
                        stored.kid(),
                        stored.batchNo(),
                        stored.batchPos())
                .map(value -> Objects.toString(value, ""))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Text that senders chose: never a formula, and in quotes where it needs them. A number stays a number. */
    static String cell(String text) {
        if (text == null) {
            return "";
        }
        boolean runs = !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        String safe = runs ? "'" + text : text;
        return SPECIAL.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
