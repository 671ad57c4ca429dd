package dev.sealwatch.ingest;

import java.time.Instant;

/** Who sends, and when it arrived: what a timestamp is held against. */
record Sender(String principal, Instant now) {}
