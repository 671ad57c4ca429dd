package dev.sealwatch.logs;

import dev.sealwatch.logs.LogStore.Opened;
import dev.sealwatch.logs.Sources.Source;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Span;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tab of entries. */
@ApplicationScoped
class LogPanel implements Panel {

    /** Each is counted, which takes a moment. */
    private static final int MOST_WIDER = 2;

    private static final Total UNCOUNTED = new Total(0, true);

    /** Asked for where counting takes long. */
    private static final String TIMELINE = "timeline";

    @CheckedTemplate(basePath = "logs")
    static class Templates {
        /** @param timeline null where counting takes too long. @param opened the entry of the dialog, or null */
        static native TemplateInstance logs(
                Frame frame, LogFilters filters, LogList listed, Timeline timeline, Opened opened);
    }

    private final LogStore logs;
    private final StatisticsStore statistics;
    private final Sources sources;
    private final StoredEntry.Check entries;
    private final CurrentVertxRequest request;

    LogPanel(
            LogStore logs,
            StatisticsStore statistics,
            Sources sources,
            StoredEntry.Check entries,
            CurrentVertxRequest request) {
        this.logs = logs;
        this.statistics = statistics;
        this.sources = sources;
        this.entries = entries;
        this.request = request;
    }

    @Override
    public Tab tab() {
        return Tab.LOGS;
    }

    /** Unknown: counting ten million entries for a badge would keep every page waiting. */
    @Override
    public Uni<Long> count() {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<TemplateInstance> open(Frame frame) {
        LogQuestion question = LogQuestion.of(frame);
        RoutingContext context = request.getCurrent();
        return Uni.combine()
                .all()
                .unis(sources.all(), listed(frame, question), timeline(frame, question), opened(frame))
                .with((all, listed, timeline, opened) -> {
                    Access.read(context, listed.lines().size());
                    return Templates.logs(
                            frame, filters(frame, all), listed, timeline.orElse(null), opened.orElse(null));
                });
    }

    private static LogFilters filters(Frame frame, List<Source> sources) {
        return new LogFilters(frame, sources.stream().map(Source::name).toList());
    }

    private Uni<LogList> listed(Frame frame, LogQuestion question) {
        if (question.query() == null) {
            return Uni.createFrom().item(LogList.unreadable(question.unreadable()));
        }
        return logs.find(question.query())
                .flatMap(found ->
                        found.size() > 0 ? Uni.createFrom().item(list(frame, question.query(), found)) : nothing(frame))
                .onFailure(Refusal.class)
                .recoverWithItem(LogList::tooSlow);
    }

    private Uni<LogList> nothing(Frame frame) {
        return logs.isEmpty().flatMap(never -> never ? Uni.createFrom().item(LogList.unused()) : wider(frame));
    }

    /** How many there would be in the next longer stretches of time. */
    private Uni<LogList> wider(Frame frame) {
        List<Uni<Wider>> counts = frame.longer().stream()
                .limit(MOST_WIDER)
                .map(span -> wider(frame, span))
                .toList();
        return counts.isEmpty()
                ? Uni.createFrom().item(LogList.nothing(List.of()))
                : Uni.combine().all().unis(counts).with(Wider.class, LogList::nothing);
    }

    private Uni<Wider> wider(Frame frame, Span span) {
        LogQuery query = LogQuestion.of(frame.looking(span.link().toString())).query();
        return logs.glance(query.filter()).map(total -> new Wider(span, total.count(), total.isEstimate()));
    }

    private static LogList list(Frame frame, LogQuery query, Slice found) {
        List<LogLine> lines = found.entries().stream()
                .map(entry -> new LogLine(entry, frame.query()))
                .toList();
        return LogList.of(lines, found.more() ? next(frame, query, found) : null);
    }

    /** It is about the same times as this page, however long somebody looked at this one. */
    private static Query next(Frame frame, LogQuery query, Slice found) {
        Query same = frame.query().without("detail").with("from", frame.since());
        Query fixed = frame.until() == null ? same : same.with("to", frame.until());
        return fixed.with("cursor", new Cursor(found.end(), UNCOUNTED).text(query.question()));
    }

    private Uni<Optional<Timeline>> timeline(Frame frame, LogQuestion question) {
        Instant until = frame.until() == null ? frame.now() : frame.until();
        if (question.query() == null || !frame.since().isBefore(until)) {
            return Uni.createFrom().item(Optional.of(Timeline.NONE));
        }
        StatisticsQuery query = Timeline.question(question.query().filter(), frame.since(), until);
        return (frame.query().has(TIMELINE, "all") ? statistics.count(query) : statistics.glance(query))
                .map(counted -> Optional.of(Timeline.of(query, counted, frame)))
                .onFailure(Refusal.class)
                .recoverWithItem(Optional.empty());
    }

    private Uni<Optional<Opened>> opened(Frame frame) {
        String detail = frame.query().one("detail");
        return detail.matches("[1-9][0-9]{0,17}")
                ? logs.open(Long.parseLong(detail), frame.query())
                        .flatMap(found -> found.map(this::checked)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<Opened>> checked(Opened opened) {
        StoredEntry stored = opened.line().stored();
        return entries.now(Map.of(stored.id(), stored.entry().logId()))
                .map(found -> Optional.of(opened.as(found.get(0).state())));
    }
}
