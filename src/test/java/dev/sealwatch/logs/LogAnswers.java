package dev.sealwatch.logs;

import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.util.List;

/** What the API answers to a question about entries. */
@Singleton
public class LogAnswers {

    private final LogStore logs;

    LogAnswers(LogStore logs) {
        this.logs = logs;
    }

    /** How many entries match. @param question path and query */
    public long total(String question) {
        return answer(question).total().count();
    }

    /** The ids on the page. */
    public List<String> ids(String question) {
        return answer(question).logs().stream()
                .map(entry -> entry.entry().logId().toString())
                .toList();
    }

    private LogPage answer(String question) {
        return logs.search(LogQuery.of(new QueryStringDecoder(question).parameters()))
                .await()
                .indefinitely();
    }
}
