package dev.sealwatch.integrity;

import dev.sealwatch.pages.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads which entries a form wants to be verified. */
final class Span {

    private static final Duration USUAL = Duration.ofDays(1);

    private Span() {}

    /** Empty for what can't be read. */
    static Optional<Selection> of(Frame frame, String scope, String from, String to) {
        if ("everything".equals(scope)) {
            return Optional.of(Selection.EVERYTHING);
        }
        Optional<Instant> until = time(frame, to, null);
        Instant end = until.orElse(frame.now());
        Optional<Instant> since = time(frame, from, end.minus(USUAL));
        boolean readable = since.isPresent() && (until.isPresent() || isEmpty(to));
        return since.filter(start -> readable && start.isBefore(end))
                .map(start -> new Selection(
                        start.atOffset(ZoneOffset.UTC),
                        until.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                        null,
                        null));
    }

    private static Optional<Instant> time(Frame frame, String text, Instant otherwise) {
        return isEmpty(text) ? Optional.ofNullable(otherwise) : frame.viewer().moment(text, frame.now());
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }
}
