/**
 * What survives when processes die under load: the packaged service and a PostgreSQL of the test's own, producers that
 * remember what they were told, and a referee who compares that with what is stored.
 */
package dev.sealwatch.ingest.chaos;
