package dev.sealwatch.detection;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The page about the detectors: how they fare, and what they look for. */
@Path("/security/detection")
class DetectionPages {

    private static final String PAGE = "security/detection";
    private static final int MOST_EVENTS = 1_000_000;
    private static final int MOST_SECONDS = 604_800;

    @CheckedTemplate(basePath = "detection")
    static class Templates {
        static native TemplateInstance detection(Frame frame, DetectorReport.Shown report);

        /** @param word changed, reset or wrong. @param type of the detector */
        static native TemplateInstance changed(Frame frame, String word, String title);
    }

    private final Frames frames;
    private final DetectorReport report;
    private final DetectorSettings settings;
    private final AnomalyTexts texts;

    DetectionPages(Frames frames, DetectorReport report, DetectorSettings settings, AnomalyTexts texts) {
        this.frames = frames;
        this.report = report;
        this.settings = settings;
        this.texts = texts;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return report.of(frame).map(shown -> frame.in(Templates.detection(frame, shown)));
    }

    /** @param which {@code reset} for what is configured */
    @POST
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<Void>> change(
            @RestForm String type,
            @RestForm String threshold,
            @RestForm String window,
            @RestForm String which,
            @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        boolean reset = "reset".equals(which);
        String named = String.valueOf(type);
        return Uni.createFrom()
                .deferred(() ->
                        reset ? settings.reset(named, caller) : settings.change(named, rule(threshold, window), caller))
                .map(done -> reset ? "reset" : "changed")
                .onFailure(Refusal.class)
                .recoverWithItem("wrong")
                .flatMap(word -> tell(context, word, named));
    }

    private Uni<RestResponse<Void>> tell(RoutingContext context, String word, String type) {
        Frame frame = frames.of(context);
        String title = texts.title(type, frame.viewer().locale());
        return frame.in(Templates.changed(frame, word, title))
                .createUni()
                .map(text -> Frames.seeOther(context, PAGE, new Notice(!word.equals("wrong"), text.strip())));
    }

    private static Rule rule(String threshold, String window) {
        return new Rule(
                number("threshold", threshold, MOST_EVENTS),
                Duration.ofSeconds(number("window_seconds", window, MOST_SECONDS)));
    }

    private static int number(String field, String text, int most) {
        if (text == null || !text.strip().matches("[1-9][0-9]{0,6}") || Integer.parseInt(text.strip()) > most) {
            throw Refusal.invalid(field, "Expected a number from 1 to " + most + ".");
        }
        return Integer.parseInt(text.strip());
    }
}
