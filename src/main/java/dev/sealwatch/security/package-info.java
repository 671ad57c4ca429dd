/**
 * Who is calling and what they may do: tokens, users, rate limits, response headers.
 *
 * <p>The ground floor of access. It says what happened as an {@link AuditEvent} and leaves the storing to whoever
 * implements {@link AuditTrail}.
 */
package dev.sealwatch.security;
