package dev.sealwatch.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of a delivery after an attempt.
 *
 * @param state of the delivery; {@code outcome} of the attempt
 * @param dueAt when it is tried again, or null
 */
record Fate(String state, String outcome, Instant dueAt) {

    static final String DELIVERED = "delivered";
    static final String GIVEN_UP = "given_up";
    static final String FAILED = "failed";
    static final String PENDING = "pending";

    /**
     * Pure. A test is not repeated: somebody sits and waits for it.
     *
     * @param pause before the next attempt
     * @param limit how long after it came into the outbox the next attempt may still be
     */
    static Fate of(Delivery delivery, Receipt receipt, Instant now, Duration pause, Duration limit) {
        if (receipt.delivered()) {
            return new Fate(DELIVERED, DELIVERED, null);
        }
        Instant next = now.plus(pause);
        boolean tooLate = next.isAfter(delivery.createdAt().plus(limit));
        boolean test = delivery.notice().event().equals(Message.TEST);
        return test || tooLate ? new Fate(GIVEN_UP, GIVEN_UP, null) : new Fate(PENDING, FAILED, next);
    }
}
