package dev.sealwatch.platform;

import java.util.Optional;
import java.util.stream.Stream;

/** A form that can't be read: the framework fails then as it would for a fault of its own. */
final class MalformedForm {

    private static final String READERS = "org.jboss.resteasy.reactive.server.core.multipart.";
    private static final String LIMIT = "Param limit";

    private MalformedForm() {}

    /** Empty where it is something else. */
    static Optional<Refusal> refusal(Throwable failure) {
        boolean reading = Stream.of(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(READERS));
        return reading ? Optional.of(of(failure)) : Optional.empty();
    }

    private static Refusal of(Throwable failure) {
        boolean large = String.valueOf(failure.getMessage()).startsWith(LIMIT);
        return large
                ? Refusal.of(413, "too_many_fields", "The form has more than 1000 fields.")
                : Refusal.of(
                        400, "malformed_form", "The form can't be read: expected text in UTF-8, escaped like %C3%A9.");
    }
}
