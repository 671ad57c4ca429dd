package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip body in steps (RFC 1952), so that a bomb is noticed while it inflates.
 *
 * <p>Checks length and CRC of each member, so that a cut body is never taken for a whole one.
 */
final class Gunzip {

    private static final int STEP_BYTES = 64 * 1024;
    private static final int TRAILER_BYTES = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private GzipHeader header = new GzipHeader();
    private Buffer input = Buffer.buffer();
    private int members;

    void give(Buffer piece) {
        input = input.copy().appendBuffer(piece);
    }

    /** The next bytes that come out, at most 64 KiB; empty when more has to be given first. */
    Buffer next() {
        Buffer out = Buffer.buffer();
        boolean advanced = true;
        while (advanced && out.length() == 0) {
            advanced = advance(out);
        }
        return out;
    }

    /** Has to be called when the body has ended and nothing more comes out. */
    void end() {
        if (members == 0 || input.length() > 0 || !header.isNew()) {
            throw broken("It ends too early, or goes on with something else.");
        }
    }

    /** Frees native memory; safe to call twice. */
    void close() {
        inflater.end();
    }

    /** One step; false when that takes more input. */
    private boolean advance(Buffer out) {
        if (inflater.finished()) {
            return endMember();
        }
        if (input.length() == 0) {
            return false;
        }
        if (!header.isPassed()) {
            input = Buffer.buffer(header.skip(input.getBytes()));
            return header.isPassed();
        }
        return inflate(out);
    }

    private boolean inflate(Buffer out) {
        byte[] step = new byte[STEP_BYTES];
        byte[] in = input.getBytes();
        inflater.setInput(in);
        try {
            int length = inflater.inflate(step);
            checksum.update(step, 0, length);
            out.appendBytes(step, 0, length);
            input = input.getBuffer(in.length - inflater.getRemaining(), in.length);
            if (inflater.needsDictionary()) {
                throw broken("It needs a dictionary.");
            }
            return length > 0 || inflater.finished();
        } catch (DataFormatException e) {
            throw broken("Its data is damaged.");
        }
    }

    private boolean endMember() {
        if (input.length() < TRAILER_BYTES) {
            return false;
        }
        boolean intact = input.getUnsignedIntLE(0) == checksum.getValue()
                && input.getUnsignedIntLE(4) == (inflater.getBytesWritten() & 0xFFFF_FFFFL);
        if (!intact) {
            throw broken("Its checksum or length does not fit.");
        }
        input = input.getBuffer(TRAILER_BYTES, input.length());
        inflater.reset();
        checksum.reset();
        header = new GzipHeader();
        members++;
        return true;
    }

    static Refusal broken(String why) {
        return Refusal.of(400, "invalid_gzip", "Content-Encoding says gzip, but the body is no gzip stream. " + why);
    }
}
