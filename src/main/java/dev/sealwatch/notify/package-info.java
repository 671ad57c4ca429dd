/**
 * Tells people of alerts: channels, the outbox, deliveries, and what is shown as it happens.
 *
 * <p>{@link OutboxStore} keeps a telling in the transaction that decided it. A {@link Courier} claims what is due, commits
 * the claim, and only then sends it by {@link Webhook} or {@link Mailing}; every attempt is recorded, and a repeated one
 * has the same idempotency key. {@link Wakeups} hears by LISTEN that there is something, and looks anyway every few
 * seconds. A webhook goes to an address that {@link Destinations} checked, and to no other.
 */
package dev.sealwatch.notify;
