package dev.sealwatch.ingest;

import dev.sealwatch.ingest.Answer.Result;
import dev.sealwatch.platform.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has become of a stream so far: counts, the results worth telling, and up to which line all is done. */
final class IngestStream {

    /** A stream has no end, its answer has: results beyond these are only counted. */
    private static final int MOST_RESULTS = 10_000;

    private final List<Result> results = new ArrayList<>();
    /** Groups that are done before an earlier one is, with the number of their last line. */
    private final Map<Integer, Integer> doneEarly = new HashMap<>();

    private int groups;
    private int groupsDone;
    private int linesDone;
    private int accepted;
    private int duplicates;
    private int rejected;

    /** The place of lines that came together in the order of the stream. */
    synchronized int begin() {
        return groups++;
    }

    /** @param index of the answer's results is the place in the lines */
    synchronized void end(int group, List<Lines.Line> lines, Answer answer) {
        doneEarly.put(group, lines.get(lines.size() - 1).number());
        while (doneEarly.containsKey(groupsDone)) {
            linesDone = doneEarly.remove(groupsDone++) + 1;
        }
        accepted += answer.accepted();
        duplicates += answer.duplicates();
        rejected += answer.rejected();
        for (Result result : answer.results()) {
            if (results.size() < MOST_RESULTS) {
                int line = lines.get(result.index()).number();
                results.add(new Result(
                        line, result.logId(), result.status(), result.code(), result.detail(), result.warnings()));
            }
        }
    }

    synchronized Answer answer() {
        results.sort(Comparator.comparingInt(Result::index));
        return new Answer(accepted, duplicates, rejected, results);
    }

    /** The same refusal, and how many lines from the first need not be sent again. */
    synchronized Throwable cutShort(Throwable cause) {
        if (!(cause instanceof Refusal refusal)) {
            return cause;
        }
        return refusal.with(Map.of("stored_lines", linesDone));
    }
}
