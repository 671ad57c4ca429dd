package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alerts.Outcome;
import dev.sealwatch.alerting.Alerts.Resolution;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The buttons of the tab of alerts. */
@Path("/security/alerts")
@RolesAllowed(Permission.MANAGE)
class AlertPages {

    /**
     * What is said at the end of an alert.
     *
     * @param anomaly {@code true} where its anomaly shall be resolved with it
     * @param next where the form was
     */
    record ResolveForm(
            @RestForm String notes,
            @RestForm String classification,
            @RestForm String anomaly,
            @RestForm String next) {

        private Resolution resolution() {
            return new Resolution(
                    Forms.text(notes),
                    Forms.word("classification", classification, Classification.values()),
                    "true".equals(anomaly));
        }
    }

    private final Alerts alerts;
    private final RuleStore rules;
    private final Forms forms;
    private final Answers answers;
    private final Frames frames;

    AlertPages(Alerts alerts, RuleStore rules, Forms forms, Answers answers, Frames frames) {
        this.frames = frames;
        this.alerts = alerts;
        this.rules = rules;
        this.forms = forms;
        this.answers = answers;
    }

    @POST
    @Path("{id}/acknowledge")
    public Uni<RestResponse<Void>> acknowledge(long id, @RestForm String next, @Context RoutingContext context) {
        return answers.tell(context, next, "acknowledge", alerts.acknowledge(id, Access.caller(context)));
    }

    @POST
    @Path("{id}/resolve")
    public Uni<RestResponse<Void>> resolve(long id, @BeanParam ResolveForm form, @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        return answers.tell(
                context,
                form.next(),
                "resolve",
                Uni.createFrom()
                        .item(form::resolution)
                        .map(forms::valid)
                        .flatMap(how -> alerts.resolve(id, how, caller)));
    }

    /** With those that are selected, or with all that the filter matches. */
    @POST
    @Path("bulk")
    public Uni<RestResponse<Void>> change(@BeanParam BulkForm form, @Context RoutingContext context) {
        String action = form.resolves() ? "resolve_many" : "acknowledge_many";
        return answers.tell(context, form.next(), action, taken(form, frames.of(context), Access.caller(context)));
    }

    private Uni<Outcome> taken(BulkForm form, Frame frame, Caller caller) {
        return rules.all()
                .map(all -> form.selection(
                        frame, all.stream().map(AlertRules.Rule::id).collect(Collectors.toSet())))
                .flatMap(selection -> alerts.take(selection, form.step(forms), form.asked(frame), caller));
    }
}
