package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;

/** What was decided of an occasion. @param rule null where none covers it. @param alert as it is now, or null */
record Verdict(Occasion occasion, Rule rule, Decision decision, Alert alert) {}
