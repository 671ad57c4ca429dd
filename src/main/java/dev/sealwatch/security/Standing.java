package dev.sealwatch.security;

import java.util.Set;
import java.util.UUID;

/** What a user or a service's token may do at present, and which of their tokens count. */
record Standing(UUID session, Set<String> permissions) {}
