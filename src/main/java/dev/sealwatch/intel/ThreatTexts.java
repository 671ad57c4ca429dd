package dev.sealwatch.intel;

import dev.sealwatch.pages.Viewer;
import io.quarkus.qute.i18n.Localized;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Says why an indicator is on the list, in the language of whoever looks at it; a person's words stay as they are. */
@ApplicationScoped
class ThreatTexts {

    private static final String ROMANIAN = "ro";

    private final ThreatMessages english;
    private final ThreatMessages romanian;

    ThreatTexts(ThreatMessages english, @Localized(ROMANIAN) ThreatMessages romanian) {
        this.english = english;
        this.romanian = romanian;
    }

    Threat describe(Threat threat, RoutingContext context) {
        return describe(threat, Viewer.accepted(context.request().getHeader("Accept-Language")));
    }

    /** @param language one that {@link Viewer#accepted} chose, or the viewer's */
    Threat describe(Threat threat, Locale language) {
        ThreatMessages messages = in(language);
        return threat.description() == null ? threat.describedAs(messages.reported(threat.source())) : threat;
    }

    /** What it is called that says so: a detector, or people. */
    String source(Threat threat, Locale language) {
        return in(language).source(threat.source());
    }

    private ThreatMessages in(Locale language) {
        return language.getLanguage().equals(ROMANIAN) ? romanian : english;
    }
}
