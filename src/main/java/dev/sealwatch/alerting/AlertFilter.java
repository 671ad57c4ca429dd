package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Which alerts are meant. An empty list and null are no filter.
 *
 * @param acknowledgers who acknowledged them
 * @param since alerts that something came to then or later; {@code until} that were raised before
 * @param left what they must not be
 */
record AlertFilter(
        List<String> statuses,
        List<String> severities,
        List<String> rules,
        About about,
        List<String> acknowledgers,
        Instant since,
        Instant until,
        LeftOut left) {

    /** Who names no user is none of the users that are left out, and likewise for addresses. */
    record LeftOut(List<String> severities, List<String> rules, About about) {

        static final LeftOut NOTHING = new LeftOut(List.of(), List.of(), About.ANYBODY);
    }

    static final Set<String> PARAMETERS = Set.of(
            "status",
            "severity",
            "rule_id",
            "user_id",
            "ip_address",
            "acknowledged_by",
            "start_date",
            "end_date",
            "not_severity",
            "not_rule_id",
            "not_user_id",
            "not_ip_address");

    static final AlertFilter NONE =
            new AlertFilter(List.of(), List.of(), List.of(), About.ANYBODY, List.of(), null, null, LeftOut.NOTHING);

    /** What is asked for where nothing is. */
    static final AlertFilter ACTIVE = NONE.or(List.of(Status.ACTIVE));

    /** What is wrong is a fault of the parameters. @param rules ids of all */
    static AlertFilter of(Parameters parameters, Set<String> rules) {
        Instant since = parameters.time("start_date").orElse(null);
        Instant until = parameters.time("end_date").orElse(null);
        if (since != null && until != null && !since.isBefore(until)) {
            parameters.fault("end_date", "It is not after the start_date.");
        }
        return new AlertFilter(
                parameters.words("status", Status.values()),
                parameters.words("severity", Severity.values()),
                parameters.words("rule_id", rules),
                About.of(parameters, ""),
                parameters.all("acknowledged_by"),
                since,
                until,
                new LeftOut(
                        parameters.words("not_severity", Severity.values()),
                        parameters.words("not_rule_id", rules),
                        About.of(parameters, "not_")));
    }

    /** The same; where no status is named, of these. */
    AlertFilter or(List<Status> otherwise) {
        List<String> words = otherwise.stream().map(Status::word).toList();
        return statuses.isEmpty()
                ? new AlertFilter(words, severities, rules, about, acknowledgers, since, until, left)
                : this;
    }

    AlertFilter ofAnyTime() {
        return new AlertFilter(statuses, severities, rules, about, acknowledgers, null, null, left);
    }

    /** The arguments of {@code matching_alerts}. */
    Tuple arguments() {
        Tuple asked = about.addTo(Tuple.tuple()
                        .addArrayOfString(array(statuses))
                        .addArrayOfString(array(severities))
                        .addArrayOfString(array(rules)))
                .addArrayOfString(array(acknowledgers))
                .addOffsetDateTime(Columns.utc(since))
                .addOffsetDateTime(Columns.utc(until))
                .addArrayOfString(array(left.severities()))
                .addArrayOfString(array(left.rules()));
        return left.about().addTo(asked);
    }

    static String[] array(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }
}
