package dev.sealwatch.notify;

import dev.sealwatch.pages.Visible;
import java.time.Duration;

/**
 * What came of one attempt.
 *
 * @param status of HTTP, or null
 * @param error null where it was delivered to all
 * @param retryAfter what the receiver asks for, or null
 */
record Receipt(boolean delivered, Integer status, String error, Duration retryAfter) {

    private static final int LONGEST_ERROR = 500;

    static Receipt success(Integer status) {
        return new Receipt(true, status, null, null);
    }

    /** Delivered, but not to all. */
    static Receipt partly(String error) {
        return new Receipt(true, null, cut(error), null);
    }

    /** Also what is behind it: of a failed handshake, only the cause says why. */
    static Receipt failure(String what, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String behind = cause == failure ? "" : " (" + cause.getMessage() + ")";
        return failure(Visible.of(what + failure.getMessage() + behind));
    }

    static Receipt failure(String error) {
        return new Receipt(false, null, cut(error), null);
    }

    private static String cut(String error) {
        return error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }

    static Receipt answered(int status, Duration retryAfter) {
        boolean delivered = status >= 200 && status < 300;
        return new Receipt(delivered, status, delivered ? null : "The receiver answered " + status + ".", retryAfter);
    }
}
