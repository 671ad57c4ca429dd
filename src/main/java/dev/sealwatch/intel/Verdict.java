package dev.sealwatch.intel;

import java.time.Instant;

/** What a person made of an indicator. @param by the person's principal. @param expiresAt null for never */
record Verdict(ThreatLevel level, String description, String by, Instant expiresAt) {}
