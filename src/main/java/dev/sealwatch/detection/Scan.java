package dev.sealwatch.detection;

import dev.sealwatch.logs.BatchReaderStore.Unread;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** One detector on one part of what is unread, in one transaction. */
record Scan(SqlConnection connection, Detector detector, Unread unread) {}
