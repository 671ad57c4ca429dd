package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomalies.Resolution;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** What the forms about anomalies do. */
@Path("/security/anomalies")
@RolesAllowed(Permission.MANAGE)
class AnomalyPages {

    private static final int CONFLICT = 409;

    /** What came of a form. @param what resolved, many, already, the field that is wrong, or failed */
    record Told(boolean good, String what, BulkOutcome many, Anomaly before) {

        static Told of(BulkOutcome many) {
            return new Told(many.changed() > 0, "many", many, null);
        }

        static Told failed(String what) {
            return new Told(false, what, null, null);
        }
    }

    @CheckedTemplate(basePath = "detection")
    static class Templates {
        static native TemplateInstance told(Frame frame, Told told);
    }

    private final Frames frames;
    private final Anomalies anomalies;
    private final AnomalyStore store;
    private final Detectors detectors;

    AnomalyPages(Frames frames, Anomalies anomalies, AnomalyStore store, Detectors detectors) {
        this.frames = frames;
        this.anomalies = anomalies;
        this.store = store;
        this.detectors = detectors;
    }

    @POST
    @Path("{id}/resolve")
    public Uni<RestResponse<Void>> resolve(
            long id,
            @RestForm String notes,
            @RestForm String classification,
            @RestForm String next,
            @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        return tell(
                context,
                next,
                id,
                () -> anomalies
                        .resolve(
                                id,
                                new Resolution(AnomalyForm.notes(notes), AnomalyForm.classification(classification)),
                                caller)
                        .map(resolved -> new Told(true, "resolved", null, resolved)));
    }

    /** @param which {@code all} for whatever the filters of the page match, else those that are ticked */
    @POST
    @Path("resolve")
    public Uni<RestResponse<Void>> resolveMany(
            @RestForm("id") List<String> ids,
            @RestForm String which,
            @RestForm String notes,
            @RestForm String classification,
            @RestForm String next,
            @Context RoutingContext context) {
        return tell(context, next, 0, () -> {
            BulkRequest request = "all".equals(which)
                    ? AnomalyForm.all(frames.of(context).looking(next), notes, classification)
                    : AnomalyForm.many(ids, notes, classification);
            return anomalies
                    .resolve(request.selection(detectors.types()), request, Access.caller(context))
                    .map(Told::of);
        });
    }

    private Uni<RestResponse<Void>> tell(
            RoutingContext context, String next, long id, Supplier<Uni<? extends Told>> work) {
        Frame frame = frames.of(context);
        return Uni.createFrom()
                .deferred(work)
                .onFailure(Refusal.class)
                .recoverWithUni(refused -> why(refused, id))
                .flatMap(told -> frame.in(Templates.told(frame, told))
                        .createUni()
                        .map(text -> Frames.seeOther(context, next, new Notice(told.good(), text.strip()))));
    }

    private Uni<Told> why(Refusal refused, long id) {
        if (refused.status() == CONFLICT) {
            return store.find(id).map(found -> new Told(false, "already", null, found.anomaly()));
        }
        String what =
                refused.faults().isEmpty() ? "failed" : refused.faults().get(0).field();
        return Uni.createFrom().item(Told.failed(what));
    }
}
