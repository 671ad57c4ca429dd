package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The body of a request as it arrives: inflated where needed, counted while it does. */
final class RequestBody {

    /** Half of what a flush takes: read in a millisecond or two. */
    private static final int MOST_LINES = 500;

    /** Pieces that wait for a worker: a few KiB of gzip keep it busy for seconds, so no event loop inflates or reads them. */
    private static final int PIECES_AHEAD = 4;

    private final HttpServerRequest request;
    private final Gunzip gunzip;
    private final long limit;

    /** @param limit bytes, before and after inflating */
    RequestBody(HttpServerRequest request, boolean gzip, long limit) {
        this.request = request;
        this.gunzip = gzip ? new Gunzip() : null;
        this.limit = limit;
    }

    /** All of it; refused as soon as it is too long, before or after inflating. */
    Uni<byte[]> whole() {
        Buffer all = Buffer.buffer();
        AtomicLong raw = new AtomicLong();
        Multi<Buffer> arriving = arriving().invoke(piece -> refuseOver(raw.addAndGet(piece.length()), limit));
        return inflated(gunzip == null ? arriving : onWorker(arriving))
                .invoke(piece -> {
                    all.appendBuffer(piece);
                    refuseOver(all.length(), limit);
                })
                .collect()
                .last()
                .map(last -> all.getBytes());
    }

    /**
     * Its lines, in lists that are small enough to be read at once and to find room in the buffer. The socket is read
     * on as they are asked for.
     */
    Multi<List<Lines.Line>> lines(int longest) {
        Lines lines = new Lines(longest);
        return Multi.createBy()
                .concatenating()
                .streams(
                        inflated(onWorker(arriving())).map(lines::feed),
                        Multi.createFrom().items(() -> Stream.of(lines.end())))
                .onItem()
                .transformToMultiAndConcatenate(RequestBody::cut);
    }

    private static Multi<List<Lines.Line>> cut(List<Lines.Line> together) {
        int lists = (together.size() + MOST_LINES - 1) / MOST_LINES;
        return Multi.createFrom()
                .range(0, lists)
                .map(i -> together.subList(i * MOST_LINES, Math.min(together.size(), (i + 1) * MOST_LINES)));
    }

    private Multi<Buffer> arriving() {
        return MultiHelper.toMulti(request).onFailure().transform(RequestBody::cutOff);
    }

    private static Multi<Buffer> onWorker(Multi<Buffer> pieces) {
        return pieces.emitOn(Infrastructure.getDefaultWorkerPool(), PIECES_AHEAD);
    }

    private Multi<Buffer> inflated(Multi<Buffer> pieces) {
        if (gunzip == null) {
            return pieces;
        }
        return pieces.onItem()
                .transformToMultiAndConcatenate(this::steps)
                .onCompletion()
                .invoke(gunzip::end)
                .onTermination()
                .invoke(gunzip::close);
    }

    private Multi<Buffer> steps(Buffer piece) {
        gunzip.give(piece);
        return Multi.createBy()
                .repeating()
                .supplier(gunzip::next)
                .whilst(out -> out.length() > 0)
                .filter(out -> out.length() > 0);
    }

    static void refuseOver(long length, long limit) {
        if (length > limit) {
            throw Refusal.of(
                    413,
                    "body_too_large",
                    "The body is larger than %d bytes. Send fewer entries, or application/x-ndjson, which has no limit."
                            .formatted(limit));
        }
    }

    private static Throwable cutOff(Throwable cause) {
        return Refusal.of(400, "body_cut_off", "The connection ended before the body did.");
    }
}
