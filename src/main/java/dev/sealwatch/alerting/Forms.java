package dev.sealwatch.alerting;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Reads what forms say, and holds it to the rules of the API. */
@ApplicationScoped
class Forms {

    private final Validator validator;

    Forms(Validator validator) {
        this.validator = validator;
    }

    /** @throws Refusal 400 where it breaks a constraint */
    <T> T valid(T sent) {
        List<FieldError> faults = validator.validate(sent).stream()
                .map(fault -> new FieldError(fault.getPropertyPath().toString(), fault.getMessage()))
                .toList();
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return sent;
    }

    /** Null for an empty one; browsers send two characters for the end of a line. */
    static String text(String sent) {
        return sent == null || sent.isBlank() ? null : sent.strip().replace("\r\n", "\n");
    }

    /** Null for an empty one. @throws Refusal 400 */
    static Integer number(String field, String sent) {
        try {
            return text(sent) == null ? null : Integer.valueOf(sent.strip());
        } catch (NumberFormatException none) {
            throw Refusal.invalid(field, "Expected a number.");
        }
    }

    /** Null for an empty one. @throws Refusal 400 */
    static <E extends Enum<E>> E word(String field, String sent, E[] known) {
        return text(sent) == null
                ? null
                : Stream.of(known)
                        .filter(one -> one.name().equalsIgnoreCase(sent))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(field, "Expected one of those that are offered."));
    }

    /** As the API wants it; what is no time of the viewer's clock is left for it to refuse. */
    static String time(String sent, ZoneId zone) {
        try {
            return LocalDateTime.parse(String.valueOf(sent))
                    .atZone(zone)
                    .toInstant()
                    .toString();
        } catch (DateTimeException unreadable) {
            return String.valueOf(sent);
        }
    }
}
