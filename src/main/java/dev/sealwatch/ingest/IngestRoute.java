package dev.sealwatch.ingest;

import dev.sealwatch.platform.Problems;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;

/** {@code POST /api/siem/logs} and {@code /events}: no body handler, so that bytes are counted as they come. */
@ApplicationScoped
class IngestRoute {

    /** Reading this much takes about a millisecond; more leaves the event loop. */
    private static final int INLINE_BYTES = 32 * 1024;

    /** Groups of lines of one stream that may wait for their commits at once. */
    private static final int GROUPS_IN_FLIGHT = 8;

    private final EntryReaders readers;
    private final Intake intake;
    private final Pipeline pipeline;
    private final IngestConfig config;
    private final Clock clock;

    IngestRoute(EntryReaders readers, Intake intake, Pipeline pipeline, IngestConfig config, Clock clock) {
        this.readers = readers;
        this.intake = intake;
        this.pipeline = pipeline;
        this.config = config;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.post("/api/siem/logs").handler(context -> take(context, readers.logs()));
        router.post("/api/siem/events").handler(context -> take(context, readers.events()));
    }

    private void take(RoutingContext context, BodyReader reader) {
        Uni.createFrom()
                .deferred(() -> answer(context, reader))
                .subscribe()
                .with(answer -> send(context, answer), cause -> Problems.answer(context, cause));
    }

    private Uni<JsonObject> answer(RoutingContext context, BodyReader reader) {
        Caller caller = Access.require(context, Permission.INGEST);
        IngestRequest request = IngestRequest.of(context.request());
        pipeline.refuseWhileDown();
        return request.ndjson() ? stream(context, caller, request, reader) : document(context, caller, request, reader);
    }

    private Uni<JsonObject> document(RoutingContext context, Caller caller, IngestRequest request, BodyReader reader) {
        long limit = config.maxBodyBytes();
        RequestBody.refuseOver(announcedLength(context.request()), limit);
        goOn(context);
        return new RequestBody(context.request(), request.gzip(), limit)
                .whole()
                .flatMap(body -> read(reader, body, caller))
                .flatMap(readings -> intake.document(caller, request, readings));
    }

    private Uni<List<Reading>> read(BodyReader reader, byte[] body, Caller caller) {
        Uni<List<Reading>> reading = Uni.createFrom().item(() -> reader.document(body, sender(caller)));
        return body.length <= INLINE_BYTES ? reading : reading.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<JsonObject> stream(RoutingContext context, Caller caller, IngestRequest request, BodyReader reader) {
        IngestStream stream = new IngestStream();
        goOn(context);
        return new RequestBody(context.request(), request.gzip(), config.maxBodyBytes())
                .lines(config.maxLineBytes())
                .onItem()
                .transformToUni(lines -> group(stream, lines, caller, request, reader))
                .merge(GROUPS_IN_FLIGHT)
                .collect()
                .last()
                .onFailure()
                .transform(stream::cutShort)
                .map(last -> stream.answer().committed());
    }

    private Uni<Answer> group(
            IngestStream stream, List<Lines.Line> lines, Caller caller, IngestRequest request, BodyReader reader) {
        int group = stream.begin();
        List<Reading> readings = lines.stream()
                .map(line -> reader.line(line.bytes(), sender(caller)))
                .toList();
        return intake.lines(caller, readings, request.allResults())
                .invoke(answer -> stream.end(group, lines, answer))
                // Whoever ends a group inflates and reads the next: no event loop, where commits are answered.
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Sender sender(Caller caller) {
        return new Sender(caller.principal(), clock.instant());
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** Somebody who asked first whether he may send waits for this. */
    private static void goOn(RoutingContext context) {
        if ("100-continue".equalsIgnoreCase(context.request().getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
    }

    private static void send(RoutingContext context, JsonObject answer) {
        context.response()
                .setStatusCode("buffered".equals(answer.getString("durability")) ? 202 : 200)
                .putHeader("Content-Type", "application/json")
                .end(answer.toBuffer());
    }
}
