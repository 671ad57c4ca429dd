package dev.sealwatch.ingest;

import static dev.sealwatch.logs.LogEntry.Level.ERROR;
import static dev.sealwatch.logs.LogEntry.Level.INFO;
import static dev.sealwatch.logs.LogEntry.Level.WARN;

import dev.sealwatch.logs.LogEntry.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The security events that an application reports by name, and what each becomes. */
enum AuditName {
    LOGIN_SUCCESS(Source.AUTHENTICATION, INFO),
    LOGIN_FAILED(Source.AUTHENTICATION, WARN),
    LOGOUT(Source.AUTHENTICATION, INFO),
    SESSION_EXPIRED(Source.AUTHENTICATION, INFO),
    TOKEN_REFRESHED(Source.AUTHENTICATION, INFO),
    TOKEN_REVOKED(Source.AUTHENTICATION, INFO),
    PASSWORD_CHANGED(Source.AUTHENTICATION, INFO),
    PASSWORD_RESET_REQUESTED(Source.AUTHENTICATION, INFO),
    PASSWORD_RESET_COMPLETED(Source.AUTHENTICATION, INFO),
    TWO_FACTOR_ENABLED(Source.AUTHENTICATION, INFO),
    TWO_FACTOR_DISABLED(Source.AUTHENTICATION, INFO),
    TWO_FACTOR_FAILED(Source.AUTHENTICATION, WARN),
    ACCOUNT_LOCKED(Source.AUTHENTICATION, WARN),
    AUTHORIZATION_DENIED(Source.SECURITY_AUDIT, WARN),
    ROLE_CHANGED(Source.SECURITY_AUDIT, INFO),
    RATE_LIMIT_EXCEEDED(Source.SECURITY_AUDIT, WARN),
    SUSPICIOUS_ACTIVITY(Source.SECURITY_AUDIT, ERROR);

    private enum Source {
        AUTHENTICATION,
        SECURITY_AUDIT
    }

    private static final Map<String, AuditName> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AuditName::word, Function.identity()));

    private static final String KNOWN =
            Arrays.stream(values()).map(AuditName::word).collect(Collectors.joining(", "));

    private final Source source;
    private final Level level;

    AuditName(Source source, Level level) {
        this.source = source;
        this.level = level;
    }

    /** Gives an entry sent as an event what its name stands for. */
    static void resolve(SentEntry sent) {
        String word = sent.text(EntryField.EVENT);
        AuditName name = word == null ? null : BY_WORD.get(word);
        if (name == null) {
            String code = word == null ? "missing_field" : "unknown_event";
            sent.refuse(code, "The field event has to be one of " + KNOWN + ".");
            return;
        }
        sent.put(EntryField.SOURCE, name.source.name().toLowerCase(Locale.ROOT));
        sent.put(EntryField.LEVEL, name.level.word());
        sent.put(EntryField.CATEGORY, word);
        sent.put(EntryField.MESSAGE, word);
    }

    /** The name in JSON: the category and the message of its entry. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
