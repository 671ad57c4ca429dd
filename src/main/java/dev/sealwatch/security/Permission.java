package dev.sealwatch.security;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The three permissions, as they stand in a token's {@code groups}. None implies another. */
public final class Permission {

    /** Send logs and audit events. */
    public static final String INGEST = "security.ingest";

    /** Read everything, verify, export. */
    public static final String VIEW_AUDIT = "security.view_audit";

    /** Acknowledge, resolve, change rules, thresholds, sources, intelligence, users. */
    public static final String MANAGE = "security.manage";

    /** Of users and of services' tokens. */
    static final String NAME = "[a-z0-9][a-z0-9._@+-]{0,63}";

    static final String NAME_EXPECTED =
            "Expected a name of 1 to 64 lower-case letters, digits and ._@+-, " + "a letter or digit first.";

    static final String ANY_EXPECTED = "Expected security.ingest, security.view_audit or security.manage.";

    static final String ANY = "security\\.(ingest|view_audit|manage)";

    static final Set<String> ALL = Set.of(INGEST, VIEW_AUDIT, MANAGE);

    private Permission() {}

    /** Those of a token's groups that mean something here. */
    static Set<String> known(Collection<String> groups) {
        return groups.stream().filter(ALL::contains).collect(Collectors.toUnmodifiableSet());
    }
}
