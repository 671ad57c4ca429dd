/**
 * What a log entry is, and its storing, finding, counting, exporting and retaining.
 *
 * <p>Other rooms see {@link LogEntry} and {@link LogBatch}, write through {@link BatchStore} and read through
 * {@link LogStore}.
 */
package dev.sealwatch.logs;
