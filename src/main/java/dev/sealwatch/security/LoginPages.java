package dev.sealwatch.security;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out by a browser. */
@Path("/")
class LoginPages {

    private static final int WRONG = 401;

    /** Too long, and too many. */
    private static final Set<Integer> TOLD = Set.of(413, 429);

    @CheckedTemplate(basePath = "security")
    static class Templates {
        /** @param failed 0, or the status of what was refused. @param issuer of the tokens that count, or null for passwords */
        static native TemplateInstance login(Frame frame, String next, int failed, String issuer);

        static native TemplateInstance denied(Frame frame);
    }

    /** A name and a password, or a token. */
    record Credentials(
            @RestForm String username,
            @RestForm String password,
            @RestForm String token,
            @RestForm String next) {}

    private final Frames frames;
    private final SignIn signIn;
    private final BroughtToken brought;
    private final SignOut signOut;
    private final SecurityConfig config;

    LoginPages(Frames frames, SignIn signIn, BroughtToken brought, SignOut signOut, SecurityConfig config) {
        this.frames = frames;
        this.signIn = signIn;
        this.brought = brought;
        this.signOut = signOut;
        this.config = config;
    }

    @GET
    @Path("login")
    @PermitAll
    public TemplateInstance form(@RestQuery String next, @Context RoutingContext context) {
        return form(next, 0, context);
    }

    /** Who came so far has a session, and lacks a permission. */
    @GET
    @Path("login/denied")
    @PermitAll
    public TemplateInstance denied(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return frame.in(Templates.denied(frame));
    }

    @POST
    @Path("login")
    @PermitAll
    public Uni<RestResponse<String>> login(@BeanParam Credentials sent, @Context RoutingContext context) {
        Uni<Void> session = sent.token() == null
                ? byPassword(sent, context)
                : brought.begin(context, sent.token().strip());
        return session.map(begun -> Frames.<String>seeOther(context, Frames.next(sent.next())))
                .onFailure(Refusal.class)
                .recoverWithUni(refused -> again(refused, sent.next(), context));
    }

    private Uni<Void> byPassword(Credentials sent, RoutingContext context) {
        return signIn.session(context, String.valueOf(sent.username()), String.valueOf(sent.password()))
                .invoke(signed -> Session.begin(context, signed.token(), config.session()))
                .replaceWithVoid();
    }

    @POST
    @Path("logout")
    @Authenticated
    public Uni<RestResponse<String>> logout(@Context SecurityContext security, @Context RoutingContext context) {
        return signOut.of((JsonWebToken) security.getUserPrincipal(), Access.caller(context))
                .invoke(() -> Session.end(context))
                .map(left -> Frames.seeOther(context, "login"));
    }

    private Uni<RestResponse<String>> again(Refusal refused, String next, RoutingContext context) {
        int status = TOLD.contains(refused.status()) ? refused.status() : WRONG;
        return Frames.answer(status, form(next, status, context));
    }

    private TemplateInstance form(String next, int failed, RoutingContext context) {
        Frame frame = frames.of(context);
        return frame.in(Templates.login(frame, Frames.next(next), failed, brought.issuer()));
    }
}
