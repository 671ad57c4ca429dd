package dev.sealwatch.security;

import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dialog on the page of users, and what was entered in it; never a password.
 *
 * @param dialog add-user, add-token, user, token, or nothing
 * @param subject the user's name or the token's id
 * @param entered whether it comes back, so that what was entered counts and not what is stored
 * @param faults words for what is wrong; the page has a sentence for each
 */
record UserForm(
        String dialog,
        String subject,
        boolean entered,
        String name,
        Collection<String> permissions,
        String days,
        Set<String> faults) {

    static final String ADD_USER = "add-user";
    static final String ADD_TOKEN = "add-token";
    static final String USER = "user";
    static final String TOKEN = "token";

    /** What is foreseen: fields by their names, and reasons by their codes. */
    private static final Map<String, String> WORDS = Map.of(
            "username", "name",
            "name", "name",
            "password", "password",
            "permissions", "permissions",
            "expiresInDays", "days",
            "expires_in_days", "days",
            "username_taken", "taken",
            "token_name_taken", "taken",
            "last_manager", "last",
            "forbidden", "grant");

    static UserForm of(Query query) {
        String user = query.one(USER);
        String token = query.one(TOKEN);
        String added = query.one("add");
        String dialog = !user.isEmpty() ? USER : !token.isEmpty() ? TOKEN : added.isEmpty() ? "" : "add-" + added;
        return new UserForm(dialog, user.isEmpty() ? token : user, false, "", List.of(), "", Set.of());
    }

    static UserForm entered(String dialog, String name, Collection<String> permissions, String days) {
        return new UserForm(dialog, name, true, name, permissions, days, Set.of());
    }

    UserForm with(Set<String> wrong) {
        return new UserForm(dialog, subject, entered, name, permissions, days, wrong);
    }

    /** With what a refusal says; empty where nobody foresaw it. */
    Optional<UserForm> with(Refusal refused) {
        Set<String> wrong = refused.faults().isEmpty()
                ? words(List.of(refused.code()))
                : words(refused.faults().stream().map(Refusal.FieldError::field).toList());
        return wrong.isEmpty() ? Optional.empty() : Optional.of(with(wrong));
    }

    /** Of violated constraints, by the name of the outermost member. */
    static Set<String> words(Set<? extends ConstraintViolation<?>> violations) {
        return words(violations.stream()
                .map(violation -> violation.getPropertyPath().iterator().next().getName())
                .toList());
    }

    private static Set<String> words(Collection<String> names) {
        return names.stream().filter(WORDS::containsKey).map(WORDS::get).collect(Collectors.toSet());
    }

    public boolean wrong(String what) {
        return faults.contains(what);
    }

    public boolean ticked(String permission, Collection<String> stored) {
        return entered ? permissions.contains(permission) : stored.contains(permission);
    }
}
