package dev.sealwatch.platform;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.spi.runtime.MethodDescription;
import io.quarkus.security.spi.runtime.SecurityCheck;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Somebody without any role who remembers which ones he was asked for. */
record RolesAsked(Set<String> asked) implements SecurityIdentity {

    /** What a check asks for, without looking at annotations, which a native image does not keep. */
    static Set<String> by(SecurityCheck check, MethodDescription method) {
        RolesAsked nobody = new RolesAsked(new TreeSet<>());
        try {
            check.apply(nobody, method, new Object[0]);
        } catch (ForbiddenException expected) {
            return nobody.asked();
        }
        return Set.of();
    }

    @Override
    public boolean hasRole(String role) {
        asked.add(role);
        return false;
    }

    @Override
    public boolean isAnonymous() {
        return false;
    }

    @Override
    public Principal getPrincipal() {
        return new QuarkusPrincipal("nobody");
    }

    @Override
    public Set<String> getRoles() {
        return Set.of();
    }

    @Override
    public Set<Permission> getPermissions() {
        return Set.of();
    }

    @Override
    public <T extends Credential> T getCredential(Class<T> type) {
        return null;
    }

    @Override
    public Set<Credential> getCredentials() {
        return Set.of();
    }

    @Override
    public <T> T getAttribute(String name) {
        return null;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Uni<Boolean> checkPermission(Permission permission) {
        return Uni.createFrom().item(false);
    }
}
