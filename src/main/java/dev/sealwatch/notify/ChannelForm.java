package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Language;
import dev.sealwatch.notify.Channel.Type;
import dev.sealwatch.platform.Refusal;
import jakarta.validation.ConstraintViolation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** What a person enters about a channel; a URL or a secret that is left empty stays as it is. */
class ChannelForm {

    /** A reason that belongs to no field of its own. */
    static final String WHOLE = "whole";

    private static final Map<String, String> FIELDS = Map.of("channel_name_taken", "name", "no_mail_server", WHOLE);

    @RestForm
    String id;

    @RestForm
    String name;

    @RestForm
    String type;

    @RestForm
    String enabled;

    @RestForm
    String preset;

    @RestForm
    String url;

    @RestForm
    String secret;

    @RestForm
    String recipients;

    @RestForm
    String language;

    SentChannel sent() {
        boolean webhook = Type.WEBHOOK.word().equals(type);
        return new SentChannel(
                name,
                one(Type.values(), Type::word, type),
                enabled != null,
                webhook ? given(url) : null,
                webhook ? given(secret) : null,
                webhook ? one(Preset.values(), Preset::word, preset) : null,
                webhook || given(recipients) == null
                        ? null
                        : List.of(recipients.strip().split("[\\s,;]+")),
                one(Language.values(), Language::word, language));
    }

    private static <T> T one(T[] all, Function<T, String> word, String entered) {
        return Arrays.stream(all)
                .filter(known -> word.apply(known).equals(entered))
                .findFirst()
                .orElse(null);
    }

    private static String given(String entered) {
        return entered == null || entered.isBlank() ? null : entered.strip();
    }

    /** What is wrong, by field. */
    static Map<String, String> faults(Set<ConstraintViolation<SentChannel>> violations) {
        return violations.stream()
                .collect(Collectors.toMap(
                        violation ->
                                violation.getPropertyPath().iterator().next().getName(),
                        ConstraintViolation::getMessage,
                        (first, second) -> first));
    }

    static Map<String, String> faults(Refusal refused) {
        return refused.faults().isEmpty()
                ? Map.of(FIELDS.getOrDefault(refused.code(), WHOLE), refused.getMessage())
                : refused.faults().stream()
                        .collect(Collectors.toMap(
                                Refusal.FieldError::field, Refusal.FieldError::detail, (first, second) -> first));
    }
}
