package dev.sealwatch.alerting;

/** How long something took, in seconds; null where it never happened. @param count how often it did */
record Distribution(long count, Double p50Seconds, Double p95Seconds) {}
