package dev.sealwatch.ingest;

import dev.sealwatch.ingest.Answer.Result;
import dev.sealwatch.platform.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What has become of a stream so far: counts, the results worth telling, and up to which line all is done. */
final class IngestStream {

    /** A stream has no end, its answer has: results beyond these are only counted. */
    private static final int MOST_RESULTS = 10_000;

    private final List<Result> results = new ArrayList<>();
    private final TreeSet<Integer> done = new TreeSet<>();
    private final List<Integer> lastLines = new ArrayList<>();
    private int accepted;
    private int duplicates;
    private int rejected;

    /** Lines that came together; their number in order. */
    synchronized int begin(List<Lines.Line> lines) {
        lastLines.add(lines.get(lines.size() - 1).number());
        return lastLines.size() - 1;
    }

    /** @param index of the answer's results is the place in the lines */
    synchronized void end(int group, List<Lines.Line> lines, Answer answer) {
        done.add(group);
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
        int groups = 0;
        while (done.contains(groups)) {
            groups++;
        }
        int lines = groups == 0 ? 0 : lastLines.get(groups - 1) + 1;
        return refusal.with(Map.of("stored_lines", lines));
    }
}
