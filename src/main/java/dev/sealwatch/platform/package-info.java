/**
 * The ground floor: starting the process, how a failure becomes an answer, the clock, ids and addresses.
 *
 * <p>Every room may use it, and it knows none of them.
 */
package dev.sealwatch.platform;
