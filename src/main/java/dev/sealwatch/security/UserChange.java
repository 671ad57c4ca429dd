package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether somebody may change or remove a user, looking at nothing but what comes in.
 *
 * @param users the user, if there is one, and everybody who manages
 * @param permissions what he shall hold; null: as before
 */
record UserChange(Caller caller, String username, List<User> users, Set<String> permissions, boolean newPassword) {

    /** @throws Refusal 404, 403 or 409 */
    User allowed() {
        User user = users.stream()
                .filter(candidate -> candidate.username().equals(username))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("user", username));
        if (permissions != null) {
            Set<String> added = new HashSet<>(permissions);
            added.removeAll(user.permissions());
            refuseToGrant(caller, added);
        }
        boolean other = !caller.principal().equals("user:" + username);
        if (newPassword && other && !caller.permissions().containsAll(user.permissions())) {
            throw Refusal.forbidden(
                    "Who sets a password can use it, so " + username + " may hold nothing that you do not hold.");
        }
        boolean managesNoMore = permissions != null && !permissions.contains(Permission.MANAGE);
        if (user.manages() && managesNoMore && users.stream().noneMatch(this::alsoManages)) {
            throw Refusal.conflict("last_manager", username + " is the last who holds security.manage.");
        }
        return user;
    }

    private boolean alsoManages(User another) {
        return another.manages() && !another.username().equals(username);
    }

    /** @throws Refusal 403: nobody grants what he does not hold. */
    static void refuseToGrant(Caller caller, Set<String> permissions) {
        if (!caller.permissions().containsAll(permissions)) {
            throw Refusal.forbidden("Nobody grants what he does not hold; you hold "
                    + caller.permissions().stream().sorted().toList() + ".");
        }
    }
}
