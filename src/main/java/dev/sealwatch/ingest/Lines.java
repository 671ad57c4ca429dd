package dev.sealwatch.ingest;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream into lines at LF (CR before it is dropped); a line over the limit is remembered as such, not kept. */
final class Lines {

    /** @param bytes null for a line that was longer than the limit */
    record Line(int number, byte[] bytes) {}

    private final int limit;
    private Buffer open = Buffer.buffer();
    private boolean tooLong;
    private int number;

    Lines(int limit) {
        this.limit = limit;
    }

    List<Line> feed(Buffer piece) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < piece.length(); at++) {
            if (piece.getByte(at) == '\n') {
                keep(piece, from, at);
                close(lines);
                from = at + 1;
            }
        }
        keep(piece, from, piece.length());
        return lines;
    }

    /** The last line, if it had no line end. */
    List<Line> end() {
        List<Line> lines = new ArrayList<>();
        if (open.length() > 0 || tooLong) {
            close(lines);
        }
        return lines;
    }

    private void keep(Buffer piece, int from, int to) {
        // One byte more than the limit, for the CR that does not count.
        tooLong = tooLong || open.length() + to - from > limit + 1;
        if (tooLong) {
            open = Buffer.buffer();
        } else {
            open.appendBuffer(piece, from, to - from);
        }
    }

    private void close(List<Line> lines) {
        int length = open.length();
        int end = length > 0 && open.getByte(length - 1) == '\r' ? length - 1 : length;
        if (tooLong || end > limit) {
            lines.add(new Line(number, null));
        } else if (!isBlank(end)) {
            lines.add(new Line(number, open.getBytes(0, end)));
        }
        number++;
        open = Buffer.buffer();
        tooLong = false;
    }

    private boolean isBlank(int end) {
        for (int at = 0; at < end; at++) {
            byte b = open.getByte(at);
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
