package dev.sealwatch.notify;

import dev.sealwatch.notify.Dispatch.Tried;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The channels, for people. */
@Path("/security/channels")
class ChannelPages {

    private static final int UNFIT = 400;
    private static final int FAULT = 500;

    private final Frames frames;
    private final ChannelBoard board;
    private final Channels channels;
    private final Trial trial;
    private final Validator validator;

    ChannelPages(Frames frames, ChannelBoard board, Channels channels, Trial trial, Validator validator) {
        this.frames = frames;
        this.board = board;
        this.channels = channels;
        this.trial = trial;
        this.validator = validator;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        return board.page(frames.of(context));
    }

    @POST
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> add(@BeanParam ChannelForm form, @Context RoutingContext context) {
        return saved(form, context, sent -> channels.add(sent, Access.caller(context)));
    }

    @POST
    @Path("change")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> change(@BeanParam ChannelForm form, @Context RoutingContext context) {
        UUID id = ChannelBoard.id(form.id);
        return saved(form, context, sent -> channels.change(id, sent, Access.caller(context)));
    }

    @POST
    @Path("remove")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> remove(@RestForm String id, @Context RoutingContext context) {
        Frame frame = frames.of(context);
        return channels.remove(ChannelBoard.id(id), Access.caller(context))
                .map(gone -> new Notice(true, board.words(frame).removed()))
                .onFailure(ChannelPages::isForeseen)
                .recoverWithItem(refused -> new Notice(false, board.words(frame).inUse()))
                .map(notice -> Frames.seeOther(context, ChannelBoard.PAGE, notice));
    }

    /** Waits for what the receiver says. */
    @POST
    @Path("test")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> test(@RestForm String id, @Context RoutingContext context) {
        Frame frame = frames.of(context);
        return trial.of(ChannelBoard.id(id), Access.caller(context))
                .map(tried -> told(board.words(frame), tried))
                .map(notice -> Frames.seeOther(context, ChannelBoard.PAGE, notice));
    }

    private static Notice told(ChannelMessages words, Tried tried) {
        String name = tried.delivery().channel().name();
        boolean good = tried.receipt().delivered();
        return new Notice(
                good,
                good
                        ? words.testDelivered(name)
                        : words.testFailed(name, tried.receipt().error()));
    }

    private Uni<RestResponse<String>> saved(
            ChannelForm form, RoutingContext context, Function<SentChannel, Uni<Channel>> change) {
        Frame frame = frames.of(context);
        SentChannel sent = form.sent();
        Map<String, String> faults = ChannelForm.faults(validator.validate(sent));
        if (!faults.isEmpty()) {
            return board.again(frame, form, faults, UNFIT);
        }
        return Uni.createFrom()
                .deferred(() -> change.apply(sent))
                .map(saved -> Frames.<String>seeOther(
                        context,
                        ChannelBoard.PAGE,
                        new Notice(true, board.words(frame).saved(saved.name()))))
                .onFailure(ChannelPages::isForeseen)
                .recoverWithUni(refused -> {
                    Refusal why = (Refusal) refused;
                    return board.again(frame, form, ChannelForm.faults(why), why.status());
                });
    }

    private static boolean isForeseen(Throwable failure) {
        return failure instanceof Refusal refused && refused.status() < FAULT;
    }
}
