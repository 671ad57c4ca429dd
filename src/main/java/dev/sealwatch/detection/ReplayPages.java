package dev.sealwatch.detection;

import dev.sealwatch.detection.AnomalyTexts.Text;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the detectors would have found with another threshold. Nothing is stored, so the address says it all. */
@Path("/security/detection/replay")
@RolesAllowed(Permission.MANAGE)
class ReplayPages {

    private static final String NUMBER = "[1-9][0-9]{0,6}";
    private static final String THRESHOLDS = "thresholds";

    /** A detector and its name. */
    record Kind(String type, String title) {}

    /** An anomaly as it would be. */
    record Imagined(Anomaly anomaly, Text text) {}

    /** @param asked whether there is an answer. @param wrong why there is none, in a word, or null */
    record Shown(List<Kind> kinds, boolean asked, List<Imagined> found, String wrong) {}

    @CheckedTemplate(basePath = "detection")
    static class Templates {
        static native TemplateInstance replay(Frame frame, Shown shown);
    }

    private final Frames frames;
    private final Replay replay;
    private final AnomalyTexts texts;
    private final Detectors detectors;
    private final ReplayConfig config;

    ReplayPages(Frames frames, Replay replay, AnomalyTexts texts, Detectors detectors, ReplayConfig config) {
        this.frames = frames;
        this.replay = replay;
        this.texts = texts;
        this.detectors = detectors;
        this.config = config;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        Locale language = frame.viewer().locale();
        List<Kind> kinds = detectors.types().stream()
                .sorted()
                .map(type -> new Kind(type, texts.title(type, language)))
                .toList();
        Uni<Shown> shown = frame.query().one("from").isEmpty()
                ? Uni.createFrom().item(new Shown(kinds, false, List.of(), null))
                : found(frame)
                        .invoke(found -> Access.read(context, found.size()))
                        .map(found -> new Shown(kinds, true, found, null))
                        .onFailure(Refusal.class)
                        .recoverWithItem(refused -> new Shown(kinds, false, List.of(), word(refused)));
        return shown.map(all -> frame.in(Templates.replay(frame, all)));
    }

    private Uni<List<Imagined>> found(Frame frame) {
        return Uni.createFrom()
                .item(() -> request(frame))
                .invoke(request -> request.check(detectors.types(), config.longest()))
                .flatMap(replay::run)
                .map(all -> all.stream()
                        .map(one ->
                                new Imagined(one, texts.of(one, frame.viewer().locale())))
                        .toList());
    }

    private static ReplayRequest request(Frame frame) {
        String type = frame.query().one("type");
        String threshold = frame.query().one("threshold");
        if (!threshold.isEmpty() && (type.isEmpty() || !threshold.matches(NUMBER))) {
            throw Refusal.invalid(THRESHOLDS, "Expected a number, and a type that it is for.");
        }
        return new ReplayRequest(
                time(frame, frame.query().one("from")),
                frame.query().one("to").isEmpty()
                        ? frame.now().toString()
                        : time(frame, frame.query().one("to")),
                type.isEmpty() ? null : List.of(type),
                threshold.isEmpty() ? null : Map.of(type, Integer.valueOf(threshold)));
    }

    /** What is no time is refused where times are read. */
    private static String time(Frame frame, String text) {
        return frame.viewer().moment(text, frame.now()).map(Object::toString).orElse(text);
    }

    private static String word(Refusal refused) {
        return refused.faults().isEmpty()
                ? refused.code()
                : refused.faults().get(0).field();
    }
}
