package dev.sealwatch.ingest;

import dev.sealwatch.ingest.DeadLetterStore.DeadLetter;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Query;
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

/** What was accepted and could not be stored, for people. */
@Path("/security/dead-letters")
@RolesAllowed(Permission.VIEW_AUDIT)
class DeadLetterPages {

    private static final int A_PAGE = 50;
    private static final int FARTHEST = 10_000;

    @CheckedTemplate(basePath = "ingest")
    static class Templates {
        /** @param next the address of the next page, or null */
        static native TemplateInstance letters(Frame frame, List<DeadLetter> letters, long total, Query next);
    }

    private final Frames frames;
    private final DeadLetterStore letters;

    DeadLetterPages(Frames frames, DeadLetterStore letters) {
        this.frames = frames;
        this.letters = letters;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        int offset = offset(frame.query().one("offset"));
        return Uni.combine()
                .all()
                .unis(letters.page(A_PAGE, offset), letters.count())
                .with((page, total) -> frame.in(Templates.letters(frame, page, total, next(frame, offset, total))))
                .invoke(page -> Access.read(context, A_PAGE));
    }

    private static int offset(String text) {
        return text.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(text), FARTHEST) : 0;
    }

    private static Query next(Frame frame, int offset, long total) {
        int end = offset + A_PAGE;
        return end < total && end <= FARTHEST ? frame.query().with("offset", end) : null;
    }
}
