/**
 * Measures the packaged service as a stranger would run it: a fresh PostgreSQL, real HTTP, durable answers. Beside it, in
 * the same run, what that PostgreSQL stores when nobody stands in front of it. Blocking on purpose, and frugal: it shares
 * its cores with what it measures.
 */
package dev.sealwatch.bench;
