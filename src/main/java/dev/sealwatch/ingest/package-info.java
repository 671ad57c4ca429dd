/**
 * Takes entries in: decoding, redaction, validation, the buffer and its flushes; the audit trail of the service itself.
 */
package dev.sealwatch.ingest;
