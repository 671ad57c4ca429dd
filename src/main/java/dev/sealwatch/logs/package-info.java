/**
 * What a log entry is, and its storing, finding, counting, exporting and retaining.
 *
 * <p>Other rooms see {@link LogEntry} and {@link LogBatch}, ask {@link Sources} who may be named, write through
 * {@link BatchStore} and read rows as {@link StoredEntry}. Entries are found by the database function
 * {@code matching_entries}, asked through {@link ScanStore}; what expired goes by {@link Retention}.
 * {@link Rollups} counts them by hour for {@link StatisticsStore}.
 */
package dev.sealwatch.logs;
