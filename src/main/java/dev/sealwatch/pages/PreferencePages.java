package dev.sealwatch.pages;

import dev.sealwatch.platform.ClientAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.ZoneId;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** Language, zone, theme and shortcuts. Nothing that needs to be protected: also for who is not signed in. */
@Path("/preferences")
class PreferencePages {

    @POST
    @PermitAll
    public RestResponse<Void> keep(
            @RestForm String name, @RestForm String value, @RestForm String next, @Context RoutingContext context) {
        String base = ClientAddress.base(context);
        if (value != null && isKnown(name, value)) {
            context.response()
                    .addCookie(
                            Preferences.cookie("siem_" + name, value, base).setSecure(ClientAddress.isSecure(context)));
        }
        String page = "login".equals(next) ? next : Notices.next(next);
        return Frames.seeOther(context, page);
    }

    private static boolean isKnown(String name, String value) {
        return switch (String.valueOf(name)) {
            case "language" ->
                Viewer.LANGUAGES.stream().anyMatch(known -> known.getLanguage().equals(value));
            case "theme" -> Viewer.THEMES.contains(value);
            case "zone" -> value.equals("UTC") || ZoneId.getAvailableZoneIds().contains(value);
            case "shortcuts" -> value.equals("on") || value.equals("off");
            default -> false;
        };
    }
}
