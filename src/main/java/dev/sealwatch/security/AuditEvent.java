package dev.sealwatch.security;

import java.util.Map;

/**
 * Something that was done to or with this service, to be stored as a signed entry of principal {@code sealwatch}.
 *
 * @param source {@code security_audit}, or {@code authentication} for sign-ins
 * @param level a level's word
 * @param category {@code siem_…}, or the name of a sign-in event
 * @param caller null where many had to do with it
 * @param details becomes the entry's metadata; strings, numbers, booleans, lists and maps
 */
public record AuditEvent(
        String source, String level, String category, String message, Caller caller, Map<String, Object> details) {

    public static AuditEvent siem(
            String level, String category, String message, Caller caller, Map<String, Object> details) {
        return new AuditEvent("security_audit", level, category, message, caller, details);
    }

    public static AuditEvent signIn(String level, String category, Caller caller, Map<String, Object> details) {
        return new AuditEvent("authentication", level, category, category, caller, details);
    }
}
