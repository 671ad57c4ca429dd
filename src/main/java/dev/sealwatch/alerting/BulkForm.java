package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.Alerts.Resolution;
import dev.sealwatch.alerting.Alerts.Step;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/**
 * What the form above the list says.
 *
 * @param action acknowledge or resolve, or either with {@code -all} for everything that the filter matches
 * @param id of those that are selected
 * @param next where the form was: whose filter it is
 */
record BulkForm(
        @RestForm String action,
        @RestForm List<String> id,
        @RestForm String notes,
        @RestForm String classification,
        @RestForm String next) {

    private static final String ACTION = "(acknowledge|resolve)(-all)?";
    private static final String ALL = "-all";
    private static final String LIST = "security/intelligence";
    private static final String ID = "[1-9][0-9]{0,17}";

    boolean resolves() {
        return String.valueOf(action).startsWith("resolve");
    }

    /** @throws Refusal 400 */
    Step step(Forms forms) {
        Resolution how = new Resolution(
                Forms.text(notes), Forms.word("classification", classification, Classification.values()), null);
        return resolves() ? Step.resolve(forms.valid(how)) : Step.ACKNOWLEDGE;
    }

    /** The filter as the audit trail shall know it, or null where single ones are selected. */
    Map<String, List<String>> asked(Frame frame) {
        return action.endsWith(ALL) ? new TreeMap<>(frame.looking(next).asked(AlertFilter.PARAMETERS)) : null;
    }

    /** @param known ids of all rules. @throws Refusal 400 */
    Selection selection(Frame frame, Set<String> known) {
        checkAction();
        Map<String, List<String>> asked = asked(frame);
        return asked == null ? selected() : new Selection(filter(asked, known), null);
    }

    /** All that a list holds are none in particular where nobody says which list. */
    private void checkAction() {
        if (action == null || !action.matches(ACTION)) {
            throw Refusal.invalid("action", "Expected one of those that are offered.");
        }
        if (action.endsWith(ALL) && (next == null || !next.startsWith(LIST))) {
            throw Refusal.invalid("next", "Expected the list that is meant.");
        }
    }

    private static AlertFilter filter(Map<String, List<String>> asked, Set<String> known) {
        Parameters parameters = new Parameters(asked, AlertFilter.PARAMETERS);
        AlertFilter filter = AlertFilter.of(parameters, known).or(List.of(Status.ACTIVE));
        parameters.refuseFaults();
        return filter;
    }

    private Selection selected() {
        Set<Long> ids =
                id.stream().filter(one -> one.matches(ID)).map(Long::valueOf).collect(Collectors.toSet());
        if (ids.isEmpty() || ids.size() > BulkRequest.MOST) {
            throw Refusal.invalid("id", "Expected 1 to " + BulkRequest.MOST + " selected alerts.");
        }
        return Selection.of(ids);
    }
}
