package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sealwatch.detection.Anomalies.Resolution;
import dev.sealwatch.detection.AnomalyStore.Found;
import dev.sealwatch.detection.AnomalyStore.Listed;
import dev.sealwatch.detection.AnomalyTexts.Text;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Parameters.Pagination;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/siem/anomalies")
class AnomalyResource {

    private static final String PATH = "/api/siem/anomalies/";

    /** An anomaly with its texts. */
    record Shown(
            @JsonUnwrapped Anomaly anomaly, @JsonUnwrapped Text text, Links links) {}

    /** Where to go from an anomaly. @param logs its entries. @param previous the one before it, or null */
    record Links(String self, String logs, String resolve, String previous) {}

    /** The answer to the list. */
    record AnomalyPage(List<Shown> anomalies, Pagination pagination) {}

    private final AnomalyStore store;
    private final Anomalies anomalies;
    private final AnomalyTexts texts;
    private final Detectors detectors;

    AnomalyResource(AnomalyStore store, Anomalies anomalies, AnomalyTexts texts, Detectors detectors) {
        this.store = store;
        this.anomalies = anomalies;
        this.texts = texts;
        this.detectors = detectors;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<AnomalyPage> page(UriInfo uri, @Context RoutingContext context) {
        return store.page(AnomalyQuery.of(uri.getQueryParameters(), detectors.types()))
                .map(found -> shown(found, language(context)))
                .invoke(page -> Access.read(context, page.anomalies().size()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<RestResponse<Shown>> one(long id, @Context RoutingContext context) {
        return store.find(id).map(found -> answer(found, language(context)));
    }

    @POST
    @Path("{id}/resolve")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Shown> resolve(long id, @Valid Resolution how, @Context RoutingContext context) {
        return anomalies
                .resolve(id, how == null ? Resolution.SILENT : how, Access.caller(context))
                .map(anomaly -> whole(anomaly, language(context)));
    }

    @POST
    @Path("bulk")
    @RolesAllowed(Permission.MANAGE)
    public Uni<BulkOutcome> change(@NotNull @Valid BulkRequest request, @Context RoutingContext context) {
        return anomalies.resolve(request.selection(detectors.types()), request, Access.caller(context));
    }

    private AnomalyPage shown(Listed found, Locale language) {
        List<Shown> shown = found.anomalies().stream()
                .map(anomaly -> new Shown(anomaly, texts.of(anomaly, language), null))
                .toList();
        return new AnomalyPage(shown, found.pagination());
    }

    private RestResponse<Shown> answer(Found found, Locale language) {
        return found.mergedInto() == null
                ? RestResponse.ok(whole(found.anomaly(), language))
                : RestResponse.ResponseBuilder.<Shown>create(RestResponse.Status.MOVED_PERMANENTLY)
                        .location(URI.create(PATH + found.mergedInto()))
                        .build();
    }

    private Shown whole(Anomaly anomaly, Locale language) {
        String self = PATH + anomaly.id();
        String previous = anomaly.previousId() == null ? null : PATH + anomaly.previousId();
        Links links = new Links(self, anomaly.evidence().query(), self + "/resolve", previous);
        return new Shown(anomaly, texts.of(anomaly, language), links);
    }

    private static Locale language(RoutingContext context) {
        return Viewer.accepted(context.request().getHeader("Accept-Language"));
    }
}
