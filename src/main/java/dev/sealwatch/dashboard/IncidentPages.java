package dev.sealwatch.dashboard;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.ClientAddress;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Locale;

/** One anomaly ({@code ?anomaly=}) or alert ({@code ?alert=}) with its evidence and history on one page, to be printed. */
@Path("/security/incident")
@RolesAllowed(Permission.VIEW_AUDIT)
class IncidentPages {

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        /** @param permalink the address of the page, whole, since paper has no base */
        static native TemplateInstance incident(Frame frame, Incident incident, String permalink);
    }

    private final Frames frames;
    private final Incidents incidents;

    IncidentPages(Frames frames, Incidents incidents) {
        this.frames = frames;
        this.incidents = incidents;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return asked(frame)
                .invoke(incident ->
                        Access.read(context, incident.about().entries().size()))
                .map(incident -> frame.in(Templates.incident(frame, incident, permalink(context, incident))));
    }

    private Uni<Incident> asked(Frame frame) {
        String anomaly = frame.query().one("anomaly");
        String alert = frame.query().one("alert");
        Locale language = frame.viewer().locale();
        if (anomaly.isEmpty() == alert.isEmpty()) {
            throw Refusal.invalid("anomaly", "Expected the id of an anomaly, or alert with that of an alert.");
        }
        return alert.isEmpty() ? incidents.ofAnomaly(anomaly, language) : incidents.ofAlert(alert, language);
    }

    private static String permalink(RoutingContext context, Incident incident) {
        String scheme = ClientAddress.isSecure(context) ? "https" : "http";
        return scheme + "://" + context.request().authority() + ClientAddress.base(context) + incident.link();
    }
}
