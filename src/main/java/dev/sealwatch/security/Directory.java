package dev.sealwatch.security;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of users and of services' tokens, with one of its dialogs open or none. */
@ApplicationScoped
class Directory {

    static final String PAGE = "security/users";

    /** @param user and token: those of the dialog, or null */
    record Listed(List<User> users, List<ApiToken> tokens, User user, ApiToken token) {

        public List<String> permissions() {
            return List.of(Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE);
        }
    }

    @CheckedTemplate(basePath = "security")
    static class Templates {
        static native TemplateInstance users(Frame frame, Listed listed, UserForm form);
    }

    private final UserStore users;
    private final ApiTokenStore tokens;
    private final UserMessages english;
    private final UserMessages romanian;

    Directory(UserStore users, ApiTokenStore tokens, UserMessages english, @Localized("ro") UserMessages romanian) {
        this.users = users;
        this.tokens = tokens;
        this.english = english;
        this.romanian = romanian;
    }

    UserMessages words(Frame frame) {
        return frame.viewer().language().equals("ro") ? romanian : english;
    }

    Uni<TemplateInstance> page(Frame frame, UserForm form) {
        return Uni.combine()
                .all()
                .unis(users.list(), tokens.list())
                .with((people, services) -> frame.in(Templates.users(frame, listed(people, services, form), form)));
    }

    /** The form again, with what was entered and what is wrong about it. */
    Uni<RestResponse<String>> again(Frame frame, UserForm form, int status) {
        return page(frame.at(PAGE), form).flatMap(page -> Frames.answer(status, page));
    }

    /** The same where that was foreseen; else it fails. */
    Uni<RestResponse<String>> again(Frame frame, UserForm form, Refusal refused) {
        return form.with(refused)
                .map(wrong -> again(frame, wrong, refused.status()))
                .orElseGet(() -> Uni.createFrom().failure(refused));
    }

    static RestResponse<String> done(RoutingContext context, String text) {
        return Frames.seeOther(context, PAGE, new Notice(true, text));
    }

    private static Listed listed(List<User> people, List<ApiToken> services, UserForm form) {
        Optional<User> user = people.stream()
                .filter(one ->
                        form.dialog().equals(UserForm.USER) && one.username().equals(form.subject()))
                .findFirst();
        Optional<ApiToken> token = services.stream()
                .filter(one -> form.dialog().equals(UserForm.TOKEN)
                        && one.id().toString().equals(form.subject()))
                .findFirst();
        return new Listed(people, services, user.orElse(null), token.orElse(null));
    }
}
