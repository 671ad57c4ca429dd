package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alerts.Outcome;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells whoever sent a form what came of it, in his language, on the page where he was. */
@ApplicationScoped
class Answers {

    /**
     * What came of it.
     *
     * @param outcome of many, else null
     * @param code of the refusal, or null where it was done
     * @param field that was refused, or null
     * @param by who was before. @param at when that was
     */
    record Said(String action, Outcome outcome, String code, String field, String by, Instant at) {

        static Said done(String action, Outcome outcome) {
            return new Said(action, outcome, null, null, null, null);
        }

        static Said refused(String action, Refusal refusal) {
            Object at = refusal.members().get("at");
            return new Said(
                    action,
                    null,
                    refusal.code(),
                    refusal.faults().stream()
                            .map(Refusal.FieldError::field)
                            .findFirst()
                            .orElse(null),
                    (String) refusal.members().get("by"),
                    at == null ? null : Instant.parse(at.toString()));
        }

        public boolean isGood() {
            return code == null;
        }
    }

    @CheckedTemplate(basePath = "alerting")
    static class Templates {
        static native TemplateInstance answer(Frame frame, Said said);
    }

    private static final Set<Integer> FORESEEN = Set.of(400, 404, 409);

    private final Frames frames;

    Answers(Frames frames) {
        this.frames = frames;
    }

    /** @param done the action itself. @param next where the form was */
    Uni<RestResponse<Void>> tell(RoutingContext context, String next, String action, Uni<?> done) {
        return done.map(what -> Said.done(action, what instanceof Outcome outcome ? outcome : null))
                .onFailure(Answers::isForeseen)
                .recoverWithItem(refusal -> refused(action, (Refusal) refusal, context))
                .flatMap(said -> notice(context, said))
                .map(notice -> Frames.seeOther(context, next, notice));
    }

    /** A button that was pressed twice did what it says. */
    private static Said refused(String action, Refusal refusal, RoutingContext context) {
        boolean own = refusal.code().equals("already_acknowledged")
                && Access.caller(context).principal().equals(refusal.members().get("by"));
        return own ? Said.done(action, null) : Said.refused(action, refusal);
    }

    private static boolean isForeseen(Throwable failure) {
        return failure instanceof Refusal refusal && FORESEEN.contains(refusal.status());
    }

    private Uni<Notice> notice(RoutingContext context, Said said) {
        Frame frame = frames.of(context);
        return frame.in(Templates.answer(frame, said))
                .createUni()
                .map(text -> new Notice(said.isGood(), text.strip().replaceAll("\\s+", " ")));
    }
}
