package dev.sealwatch.security;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.UserResource.ChangedUser;
import dev.sealwatch.security.UserResource.NewUser;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The local users, for people. */
@Path("/security/users")
class UserPages {

    private static final int UNFIT = 400;

    private final Frames frames;
    private final Directory directory;
    private final UserChanges changes;
    private final Validator validator;

    UserPages(Frames frames, Directory directory, UserChanges changes, Validator validator) {
        this.frames = frames;
        this.directory = directory;
        this.changes = changes;
        this.validator = validator;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return directory.page(frame, UserForm.of(frame.query()));
    }

    @POST
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> add(
            @RestForm String name,
            @RestForm String password,
            @RestForm List<String> permissions,
            @Context RoutingContext context) {
        Frame frame = frames.of(context);
        NewUser user = new NewUser(name, password, Set.copyOf(permissions));
        UserForm form = UserForm.entered(UserForm.ADD_USER, name, permissions, "");
        return checked(
                frame,
                form,
                user,
                () -> changes.create(Access.caller(context), user)
                        .map(added ->
                                Directory.done(context, directory.words(frame).userAdded(added.username()))));
    }

    /** A password that was left empty stays as it is. */
    @POST
    @Path("change")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> change(
            @RestForm String name,
            @RestForm String password,
            @RestForm List<String> permissions,
            @Context RoutingContext context) {
        Frame frame = frames.of(context);
        String typed = password == null || password.isEmpty() ? null : password;
        ChangedUser user = new ChangedUser(typed, Set.copyOf(permissions));
        UserForm form = UserForm.entered(UserForm.USER, name, permissions, "");
        return checked(
                frame,
                form,
                user,
                () -> changes.change(Access.caller(context), name, user)
                        .map(changed ->
                                Directory.done(context, directory.words(frame).userChanged(name))));
    }

    @POST
    @Path("delete")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> delete(@RestForm String name, @Context RoutingContext context) {
        Frame frame = frames.of(context);
        return changes.delete(Access.caller(context), name)
                .map(gone -> Directory.done(context, directory.words(frame).userDeleted(name)))
                .onFailure(Refusal.class)
                .recoverWithUni(refused -> directory.again(frame, UserForm.of(at(name)), refused));
    }

    private static Query at(String name) {
        return Query.at(Directory.PAGE).with(UserForm.USER, String.valueOf(name));
    }

    private Uni<RestResponse<String>> checked(
            Frame frame, UserForm form, Object sent, Supplier<Uni<RestResponse<String>>> change) {
        Set<String> faults = UserForm.words(validator.validate(sent));
        return faults.isEmpty()
                ? Uni.createFrom()
                        .deferred(change::get)
                        .onFailure(Refusal.class)
                        .recoverWithUni(refused -> directory.again(frame, form, refused))
                : directory.again(frame, form.with(faults), UNFIT);
    }
}
