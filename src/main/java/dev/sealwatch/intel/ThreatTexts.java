package dev.sealwatch.intel;

import io.quarkus.qute.i18n.Localized;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Says why an indicator is on the list, in the language of whoever looks at it; a person's words stay as they are. */
@ApplicationScoped
class ThreatTexts {

    private static final String ENGLISH = "en";
    private static final String ROMANIAN = "ro";

    private final ThreatMessages english;
    private final ThreatMessages romanian;

    ThreatTexts(ThreatMessages english, @Localized(ROMANIAN) ThreatMessages romanian) {
        this.english = english;
        this.romanian = romanian;
    }

    Threat describe(Threat threat, RoutingContext context) {
        return describe(threat, language(context));
    }

    /** @param language of the viewer; English where it is another one than Romanian */
    Threat describe(Threat threat, String language) {
        ThreatMessages messages = language.equals(ROMANIAN) ? romanian : english;
        return threat.description() == null ? threat.describedAs(messages.reported(threat.source())) : threat;
    }

    private static String language(RoutingContext context) {
        return context.acceptableLanguages().stream()
                .map(LanguageHeader::tag)
                .filter(tag -> ENGLISH.equals(tag) || ROMANIAN.equals(tag))
                .findFirst()
                .orElse(ENGLISH);
    }
}
