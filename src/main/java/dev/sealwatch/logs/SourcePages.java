package dev.sealwatch.logs;

import dev.sealwatch.logs.SourceUseStore.Room;
import dev.sealwatch.logs.SourceUseStore.SourceUse;
import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
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
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** Where entries come from, and how long they are kept. */
@Path("/security/sources")
@RolesAllowed(Permission.VIEW_AUDIT)
class SourcePages {

    private static final String NAME = "[a-z][a-z0-9_]{0,63}";
    private static final String NUMBER = "[0-9]{1,5}";
    private static final int MOST_DAYS = 65_535;

    @CheckedTemplate(basePath = "logs")
    static class Templates {
        static native TemplateInstance sources(Frame frame, List<SourceUse> sources, List<Room> rooms);

        /** One sentence. @param source null where nothing was changed */
        static native TemplateInstance changed(Source source);
    }

    private final Frames frames;
    private final Sources sources;
    private final SourceUseStore uses;

    SourcePages(Frames frames, Sources sources, SourceUseStore uses) {
        this.frames = frames;
        this.sources = sources;
        this.uses = uses;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return Uni.combine()
                .all()
                .unis(uses.all(), uses.rooms())
                .with((all, rooms) -> frame.in(Templates.sources(frame, all, rooms)));
    }

    @POST
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<Void>> change(
            @Context RoutingContext context,
            @RestForm String name,
            @RestForm String priority,
            @RestForm("retention_days") String days,
            @RestForm String next) {
        Frame frame = frames.of(context);
        return read(name, priority, days)
                .map(source -> sources.change(source, Access.caller(context)).flatMap(kept -> told(frame, kept)))
                .orElseGet(() -> told(frame, null))
                .map(notice -> Frames.seeOther(context, next, notice));
    }

    private static Optional<Source> read(String name, String priority, String days) {
        boolean readable = name != null && name.matches(NAME) && days != null && days.matches(NUMBER);
        int kept = readable ? Integer.parseInt(days) : 0;
        return Stream.of(Priority.values())
                .filter(one -> SourceStore.word(one).equals(priority))
                .filter(one -> kept >= 1 && kept <= MOST_DAYS)
                .map(one -> new Source(name, one, kept))
                .findFirst();
    }

    private static Uni<Notice> told(Frame frame, Source source) {
        return Templates.changed(source)
                .setLocale(frame.viewer().locale())
                .createUni()
                .map(text -> new Notice(source != null, text.strip()));
    }
}
