/**
 * Takes entries in: decoding, redaction, validation, the buffer and its flushes; the audit trail of the service itself.
 *
 * <p>An entry is read off a {@link RequestBody} as a {@link SentEntry}, becomes a {@link Draft} without its secrets
 * ({@link Redactor}), waits as a {@link Pending} of its request's {@link Ticket}, and is signed and stored in a
 * {@link Flush} by a {@link Lane}. What PostgreSQL refuses is a dead letter, kept and shown by {@link DeadLetterStore}.
 */
package dev.sealwatch.ingest;
