/**
 * Turns anomalies into alerts, the things an analyst works on.
 *
 * <p>What is new is judged once: a pure {@link Decision} says what becomes of it and why. Repeats fold into the live
 * {@link Alert} of the same rule and entity, and within a cooldown nobody is told twice. What is to be told leaves as
 * {@link Telling} through the {@link Outbox}, in the transaction that decided it.
 */
package dev.sealwatch.alerting;
