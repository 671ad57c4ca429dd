/**
 * Who is calling and what they may do: tokens, users, rate limits, response headers.
 *
 * <p>The ground floor of access. It says what happened as an {@link AuditEvent} and leaves the storing to whoever
 * implements {@link AuditTrail}.
 *
 * <p>{@link Gate} stands in front of everything below {@code /api} and lets a {@link Caller} through; who answers asks
 * {@link Access} for it. Entries of category {@code siem_query}, {@code siem_export}, {@code siem_verify} and {@code
 * siem_refused} come from there; {@code siem_user_created}, {@code _changed}, {@code _deleted}, {@code
 * siem_token_created} and {@code _revoked} from the changes themselves; {@code login_success}, {@code login_failed} and
 * {@code logout} from signing in and out.
 *
 * <p>{@link PageGate} stands in front of the pages in the same way. A browser's {@link Session} is the token in a cookie:
 * it reads whatever a token reads, and changes something only by a form that {@link Csrf} lets through.
 */
package dev.sealwatch.security;
