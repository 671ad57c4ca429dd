/** The packaged service and its PostgreSQL as processes of a test's own, which it may kill. */
package dev.sealwatch.processes;
