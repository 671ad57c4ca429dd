package dev.sealwatch.integrity;

import dev.sealwatch.integrity.SignatureKeyStore.KeyUse;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** Whether the log is what was stored: what was verified, by which keys it is signed, and the button that verifies. */
@Path("/security/integrity")
@RolesAllowed(Permission.VIEW_AUDIT)
class IntegrityPages {

    /**
     * What the page shows.
     *
     * @param last the latest verification that came to an end, or null
     * @param opened the one of the dialog, or null
     * @param asked the entry that was asked for, or null
     * @param unknown whether there is no such entry
     */
    record Shown(
            List<ShownRun> runs,
            ShownRun last,
            ShownRun opened,
            List<KeyUse> keys,
            VerifiedEntry asked,
            boolean unknown) {}

    @CheckedTemplate(basePath = "integrity")
    static class Templates {
        static native TemplateInstance integrity(Frame frame, Shown shown);

        /** One sentence. @param verdict null where there is none */
        static native TemplateInstance outcome(Frame frame, String state, Verdict verdict);
    }

    private final Frames frames;
    private final VerificationHistory history;
    private final Verifications verifications;
    private final EntryVerification entries;
    private final SignatureKeyStore keys;

    IntegrityPages(
            Frames frames,
            VerificationHistory history,
            Verifications verifications,
            EntryVerification entries,
            SignatureKeyStore keys) {
        this.frames = frames;
        this.history = history;
        this.verifications = verifications;
        this.entries = entries;
        this.keys = keys;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        String asked = frame.query().one("log_id");
        return Uni.combine()
                .all()
                .unis(history.latest(), history.find(frame.query().one("detail")), keys.uses(), entry(asked))
                .with((runs, opened, uses, entry) -> frame.in(Templates.integrity(
                        frame,
                        new Shown(
                                runs,
                                runs.stream()
                                        .filter(ShownRun::isDone)
                                        .findFirst()
                                        .orElse(null),
                                opened.orElse(null),
                                uses,
                                entry.orElse(null),
                                !asked.isEmpty() && entry.isEmpty()))));
    }

    private Uni<Optional<VerifiedEntry>> entry(String text) {
        return LogEntry.logId(text)
                .map(id -> entries.find(id, Optional.empty())
                        .map(Optional::of)
                        .onFailure(Refusal.class)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** @param scope {@code everything}, or else the time from {@code from} to {@code to}, by default the last day */
    @POST
    @Path("verify")
    public Uni<RestResponse<Void>> verify(
            @Context RoutingContext context,
            @RestForm String scope,
            @RestForm String from,
            @RestForm String to,
            @RestForm String next) {
        Frame frame = frames.of(context);
        return Span.of(frame, scope, from, to)
                .map(selection -> verified(frame, selection, context))
                .orElseGet(() -> told(frame, "unreadable", null))
                .map(notice -> Frames.seeOther(context, next, notice));
    }

    private Uni<Notice> verified(Frame frame, Selection selection, RoutingContext context) {
        String principal = Access.caller(context).principal();
        return Uni.createFrom()
                .deferred(() -> verifications.verify(selection, principal))
                .flatMap(answer -> answer.verdict()
                        .map(verdict -> told(frame, "done", verdict))
                        .orElseGet(() -> told(frame, "running", null)))
                .onFailure(Refusal.class)
                .recoverWithUni(() -> told(frame, "busy", null))
                .onFailure()
                .recoverWithUni(() -> told(frame, "failed", null));
    }

    private static Uni<Notice> told(Frame frame, String state, Verdict verdict) {
        boolean good = state.equals("running") || verdict != null && verdict.wrong() == 0;
        return frame.in(Templates.outcome(frame, state, verdict))
                .createUni()
                .map(text -> new Notice(good, text.strip()));
    }
}
