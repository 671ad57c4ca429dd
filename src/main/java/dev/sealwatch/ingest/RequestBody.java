package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The body of a request as it arrives: inflated where needed, counted while it does. */
final class RequestBody {

    private final HttpServerRequest request;
    private final Gunzip gunzip;
    private final long limit;

    /** @param limit bytes, before and after inflating */
    RequestBody(HttpServerRequest request, boolean gzip, long limit) {
        this.request = request;
        this.gunzip = gzip ? new Gunzip() : null;
        this.limit = limit;
    }

    /** All of it. Refuses a longer body before the first byte where Content-Length tells. */
    Uni<byte[]> whole() {
        Buffer all = Buffer.buffer();
        return pieces().invoke(piece -> {
                    all.appendBuffer(piece);
                    refuseOver(all.length());
                })
                .collect()
                .last()
                .map(last -> all.getBytes());
    }

    /** Its pieces as they come; the socket is read on as they are asked for. */
    Multi<Buffer> pieces() {
        Multi<Buffer> raw = MultiHelper.toMulti(request).onFailure().transform(RequestBody::cutOff);
        if (gunzip == null) {
            return raw;
        }
        return raw.map(piece -> gunzip.feed(piece, limit))
                .onCompletion()
                .invoke(gunzip::end)
                .onTermination()
                .invoke(gunzip::close);
    }

    /** Lines that came together, so that what is there is stored before more is read. */
    Multi<List<Lines.Line>> lines(int longest) {
        Lines lines = new Lines(longest);
        return Multi.createBy()
                .concatenating()
                .streams(pieces().map(lines::feed), Multi.createFrom().items(() -> List.of(lines.end()).stream()))
                .filter(together -> !together.isEmpty());
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

    private void refuseOver(long length) {
        refuseOver(length, limit);
    }

    private static Throwable cutOff(Throwable cause) {
        return Refusal.of(400, "body_cut_off", "The connection ended before the body did.");
    }
}
