package dev.sealwatch.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.alerting.AlertTexts;
import dev.sealwatch.alerting.Telling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alerts as they were when something was told of them, in JSON as the API shows them. */
@ApplicationScoped
class Snapshots {

    private final AlertTexts texts;
    private final ObjectMapper json;

    Snapshots(AlertTexts texts, ObjectMapper json) {
        this.texts = texts;
        this.json = json;
    }

    /** In every language, so that whoever reads it later chooses. */
    String texts(Telling telling) {
        return Stream.of(Channel.Language.values())
                .map(language -> '"' + language.word() + "\":" + alerts(telling, language))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String alerts(Telling telling, Channel.Language language) {
        return tree(telling.alerts().stream()
                .map(alert -> texts.describe(alert, language.locale()))
                .toList());
    }

    /** Null where it is no digest. */
    String summary(Telling telling) {
        return telling.summary() == null ? null : tree(telling.summary());
    }

    /** As the API shows it; its types are registered, for they are in the signatures of endpoints. */
    private String tree(Object shown) {
        return json.valueToTree(shown).toString();
    }
}
