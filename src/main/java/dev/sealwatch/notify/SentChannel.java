package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Language;
import dev.sealwatch.notify.Channel.Type;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person says about a channel. @param url and secret: kept as they are where a change does not name them */
record SentChannel(
        @NotBlank @Size(max = 100, message = "Expected at most 100 characters.") @Pattern(regexp = "[^\\p{Cntrl}]*", message = "It holds control characters.") String name,

        Type type,
        Boolean enabled,
        String url,

        @Pattern(
                regexp = "[\\x21-\\x7e]{16,256}",
                message = "Expected 16 to 256 printable characters of ASCII without spaces.")
        String secret,

        Preset preset,

        @Size(min = 1, max = 50, message = "Expected 1 to 50 recipients.") List<String> recipients,

        Language language) {

    /** Ordinary addresses: what needs quotes or comments (RFC 5321) is nobody's, and could hold a header. */
    private static final java.util.regex.Pattern MAIL = java.util.regex.Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
                    + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final int LONGEST_MAIL = 254;

    /** What a new one is. @throws Refusal with all that does not fit together */
    Type kind() {
        if (type == null) {
            throw Refusal.invalid("type", "Expected webhook or email.");
        }
        refuse(type == Type.EMAIL ? faultsOfMail() : faultsOfWebhook());
        return type;
    }

    /** A change may repeat the type, but not have another. */
    void refuseAnother(Channel known) {
        if (type != null && type != known.type()) {
            throw Refusal.invalid(
                    "type", "Expected " + known.type().word() + ", as it is: remove the channel and add another one.");
        }
        refuse(known.type() == Type.EMAIL ? faultsOfMail() : faultsOfWebhook());
    }

    private static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private List<FieldError> faultsOfMail() {
        List<FieldError> faults = new ArrayList<>();
        stranger(faults, "url", url);
        stranger(faults, "secret", secret);
        stranger(faults, "preset", preset);
        if (recipients == null) {
            faults.add(new FieldError("recipients", "Expected mail addresses."));
        } else if (!recipients.stream().allMatch(SentChannel::isMail)) {
            faults.add(new FieldError("recipients", "Expected addresses such as soc@example.com, and nothing else."));
        } else if (recipients.stream().distinct().count() < recipients.size()) {
            faults.add(new FieldError("recipients", "One of them comes twice."));
        }
        return faults;
    }

    private List<FieldError> faultsOfWebhook() {
        List<FieldError> faults = new ArrayList<>();
        stranger(faults, "recipients", recipients);
        return faults;
    }

    private static void stranger(List<FieldError> faults, String field, Object value) {
        if (value != null) {
            faults.add(new FieldError(field, "Channels of this type have none."));
        }
    }

    private static boolean isMail(String address) {
        return address != null
                && address.length() <= LONGEST_MAIL
                && MAIL.matcher(address).matches();
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    Language shownLanguage() {
        return Optional.ofNullable(language).orElse(Language.EN);
    }

    Preset shownPreset() {
        return Optional.ofNullable(preset).orElse(Preset.GENERIC);
    }
}
