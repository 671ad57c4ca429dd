package dev.sealwatch.platform;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request that is not done, and why: what was expected, what came and what to do.
 *
 * <p>Thrown or failed with anywhere; {@link Problems} makes the answer. The detail is shown to the caller, so it holds
 * no secret, no SQL and no stack trace.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** One field or parameter and what is wrong with it. */
    public record FieldError(String field, String detail) {}

    /** What a room has to ask of its settings, and of the database, before the service starts. */
    public interface OfStart {

        /** One sentence for each thing that is wrong: the setting, what came, what is expected, what to do. */
        Uni<List<String>> refusals();

        /** What is said by those attempts that fail with an {@link IllegalStateException}. */
        static List<String> ofAttempts(Runnable... attempts) {
            List<String> refusals = new ArrayList<>();
            for (Runnable attempt : attempts) {
                try {
                    attempt.run();
                } catch (IllegalStateException failed) {
                    refusals.add(failed.getMessage());
                }
            }
            return refusals;
        }
    }

    private final int status;
    private final String code;
    private final transient List<FieldError> faults;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    private Refusal(int status, String code, String detail, List<FieldError> faults, Map<String, String> headers) {
        this(new Refusal(status, code, detail), faults, headers, Map.of());
    }

    private Refusal(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.faults = List.of();
        this.headers = Map.of();
        this.members = Map.of();
    }

    private Refusal(
            Refusal refusal, List<FieldError> faults, Map<String, String> headers, Map<String, Object> members) {
        super(refusal.getMessage(), null, false, false);
        this.status = refusal.status;
        this.code = refusal.code;
        this.faults = faults;
        this.headers = headers;
        this.members = members;
    }

    /** The same with more members in the answer (RFC 9457, section 3.2). */
    public Refusal with(Map<String, Object> more) {
        return new Refusal(this, faults, headers, more);
    }

    /** @param code a lower_snake_case name of the reason, the same for every occurrence. */
    public static Refusal of(int status, String code, String detail) {
        return new Refusal(status, code, detail, List.of(), Map.of());
    }

    public static Refusal invalid(String field, String detail) {
        return invalid(List.of(new FieldError(field, detail)));
    }

    public static Refusal invalid(List<FieldError> faults) {
        String detail = faults.size() == 1 ? "One value can't be used." : faults.size() + " values can't be used.";
        return new Refusal(400, "invalid_request", detail, List.copyOf(faults), Map.of());
    }

    public static Refusal notFound(String what, Object id) {
        return of(404, "not_found", "There is no " + what + " " + id + ".");
    }

    public static Refusal conflict(String code, String detail) {
        return of(409, code, detail);
    }

    public static Refusal unauthenticated(String detail) {
        return new Refusal(
                401, "unauthenticated", detail, List.of(), Map.of("WWW-Authenticate", "Bearer realm=\"sealwatch\""));
    }

    public static Refusal forbidden(String detail) {
        return of(403, "forbidden", detail);
    }

    /** @param permissions what is asked for; each of them suffices */
    public static Refusal lacking(Set<String> permissions) {
        return forbidden("This needs the permission " + String.join(" or ", permissions) + ".");
    }

    public static Refusal tooMany(String detail, long retryAfterSeconds) {
        return new Refusal(429, "too_many_requests", detail, List.of(), retryAfter(retryAfterSeconds));
    }

    public static Refusal unavailable(String detail, long retryAfterSeconds) {
        return new Refusal(503, "unavailable", detail, List.of(), retryAfter(retryAfterSeconds));
    }

    private static Map<String, String> retryAfter(long seconds) {
        return Map.of("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<FieldError> faults() {
        return faults;
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
