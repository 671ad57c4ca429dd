package dev.sealwatch.security;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.ClientAddress;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.ApiTokenResource.NewToken;
import dev.sealwatch.security.ApiTokenResource.Shown;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The tokens of services, for people. */
@Path("/security/users/tokens")
@RolesAllowed(Permission.MANAGE)
class TokenPages {

    private static final int UNFIT = 400;
    private static final int SHOWN = 200;

    @CheckedTemplate(basePath = "security")
    static class Templates {
        /** @param url of this service, without a slash at its end */
        static native TemplateInstance token(Frame frame, Shown made, String url);
    }

    private final Frames frames;
    private final Directory directory;
    private final ApiTokens tokens;
    private final SecurityConfig config;
    private final Validator validator;

    TokenPages(Frames frames, Directory directory, ApiTokens tokens, SecurityConfig config, Validator validator) {
        this.frames = frames;
        this.directory = directory;
        this.tokens = tokens;
        this.config = config;
        this.validator = validator;
    }

    /** Answered with the token itself and not with another page: what is shown once is kept nowhere. */
    @POST
    public Uni<RestResponse<String>> add(
            @RestForm String name,
            @RestForm List<String> permissions,
            @RestForm String days,
            @Context RoutingContext context) {
        Frame frame = frames.of(context);
        UserForm form = UserForm.entered(UserForm.ADD_TOKEN, name, permissions, days);
        NewToken token = new NewToken(name, Set.copyOf(permissions), days(days));
        Set<String> faults = UserForm.words(validator.validate(token));
        return faults.isEmpty()
                ? made(token, context)
                        .flatMap(made -> Frames.answer(SHOWN, shown(frame.at(Directory.PAGE), made, context)))
                        .onFailure(Refusal.class)
                        .recoverWithUni(refused -> directory.again(frame, form, refused))
                : directory.again(frame, form.with(faults), UNFIT);
    }

    @POST
    @Path("revoke")
    public Uni<RestResponse<String>> revoke(@RestForm UUID id, @RestForm String name, @Context RoutingContext context) {
        Frame frame = frames.of(context);
        return tokens.revoke(Access.caller(context), id)
                .map(gone -> Directory.done(context, directory.words(frame).tokenRevoked(name)));
    }

    private Uni<Shown> made(NewToken token, RoutingContext context) {
        Caller caller = Access.caller(context);
        return Uni.createFrom().deferred(() -> {
            UserChange.refuseToGrant(caller, token.permissions());
            var lifetime = ApiTokenResource.lifetime(token.expiresInDays(), config);
            return tokens.create(caller, token.name(), token.permissions(), lifetime, false);
        });
    }

    /** Null where nothing was entered; no lifetime at all, which is refused, where it is no number. */
    private static Integer days(String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return typed.strip().matches("[0-9]{1,6}") ? Integer.valueOf(typed.strip()) : 0;
    }

    private static TemplateInstance shown(Frame frame, Shown made, RoutingContext context) {
        String url = (ClientAddress.isSecure(context) ? "https://" : "http://")
                + context.request().authority()
                + frame.base();
        return frame.in(Templates.token(frame, made, url.substring(0, url.length() - 1)));
    }
}
