package dev.sealwatch.alerting;

import dev.sealwatch.alerting.RuleViews.RuleView;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** What somebody is alerted of, when not, and how that goes. */
@Path("/security/rules")
class RulePages {

    /** All that can be changed about a rule: a box that is not ticked is off, and a field that is not there stays. */
    record RuleForm(
            @RestForm String enabled,
            @RestForm String severity,
            @RestForm("min_severity") String least,
            @RestForm("cooldown_seconds") String cooldown,
            @RestForm("digest_seconds") String digest,
            @RestForm List<String> channels,
            @RestForm String threshold,
            @RestForm String next) {

        private RuleChange change() {
            return new RuleChange(
                    "true".equals(enabled),
                    Forms.word("severity", severity, Severity.values()),
                    Forms.word("min_severity", least, Severity.values()),
                    Forms.number("cooldown_seconds", cooldown),
                    Forms.number("digest_seconds", digest),
                    channels,
                    Forms.number("threshold", threshold));
        }
    }

    @CheckedTemplate(basePath = "alerting")
    static class Templates {
        static native TemplateInstance rules(Frame frame, RuleView view);
    }

    private final Frames frames;
    private final RuleViews views;
    private final AlertRules rules;
    private final Forms forms;
    private final Answers answers;

    RulePages(Frames frames, RuleViews views, AlertRules rules, Forms forms, Answers answers) {
        this.frames = frames;
        this.views = views;
        this.rules = rules;
        this.forms = forms;
        this.answers = answers;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return views.of(frame).map(view -> frame.in(Templates.rules(frame, view)));
    }

    @POST
    @Path("{id}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<Void>> change(String id, @BeanParam RuleForm form, @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        return answers.tell(
                context,
                form.next(),
                "rule",
                Uni.createFrom()
                        .item(form::change)
                        .map(forms::valid)
                        .flatMap(change -> rules.change(id, change, caller)));
    }
}
