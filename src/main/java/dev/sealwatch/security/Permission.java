package dev.sealwatch.security;

/** The three permissions, as they stand in a token's {@code groups}. None implies another. */
public final class Permission {

    /** Send logs and audit events. */
    public static final String INGEST = "security.ingest";

    /** Read everything, verify, export. */
    public static final String VIEW_AUDIT = "security.view_audit";

    /** Acknowledge, resolve, change rules, thresholds, sources, intelligence, users. */
    public static final String MANAGE = "security.manage";

    private Permission() {}
}
