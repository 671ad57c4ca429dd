package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip body piece by piece (RFC 1952), so that a bomb is noticed while it inflates.
 *
 * <p>One member per body. Checks length and CRC at the end, so that a cut body is never taken for a whole one.
 */
final class Gunzip {

    private static final int STEP_BYTES = 64 * 1024;
    private static final int TRAILER_BYTES = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final GzipHeader header = new GzipHeader();
    private final Buffer trailer = Buffer.buffer();

    /** What comes out of this piece; nothing while the header is incomplete. */
    Buffer feed(Buffer piece, long atMost) {
        Buffer out = Buffer.buffer();
        byte[] in = header.skip(piece.getBytes());
        if (inflater.finished()) {
            trailer.appendBytes(in);
        } else {
            inflate(in, out, atMost);
        }
        if (trailer.length() > TRAILER_BYTES) {
            throw broken("There are bytes after its end.");
        }
        return out;
    }

    private void inflate(byte[] in, Buffer out, long atMost) {
        inflater.setInput(in);
        byte[] step = new byte[STEP_BYTES];
        try {
            int length = inflater.inflate(step);
            while (length > 0 && out.length() <= atMost) {
                checksum.update(step, 0, length);
                out.appendBytes(step, 0, length);
                length = inflater.inflate(step);
            }
        } catch (DataFormatException e) {
            throw broken("Its data is damaged.");
        }
        if (inflater.needsDictionary()) {
            throw broken("It needs a dictionary.");
        }
        if (inflater.finished()) {
            trailer.appendBytes(in, in.length - inflater.getRemaining(), inflater.getRemaining());
        }
    }

    /** Has to be called when the body has ended. */
    void end() {
        boolean complete = inflater.finished() && trailer.length() == TRAILER_BYTES;
        if (!complete) {
            throw broken("It ends too early.");
        }
        boolean intact = trailer.getUnsignedIntLE(0) == checksum.getValue()
                && trailer.getUnsignedIntLE(4) == (inflater.getBytesWritten() & 0xFFFF_FFFFL);
        if (!intact) {
            throw broken("Its checksum or length does not fit.");
        }
    }

    /** Frees native memory; safe to call twice. */
    void close() {
        inflater.end();
    }

    static Refusal broken(String why) {
        return Refusal.of(400, "invalid_gzip", "Content-Encoding says gzip, but the body is no gzip stream. " + why);
    }
}
