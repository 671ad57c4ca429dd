package dev.sealwatch.notify;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.json.JsonObject;

/** Where a webhook goes and what it is signed with. @param secret null where its receiver knows none */
record Target(String url, String secret) {

    static Target of(String json) {
        JsonObject target = new JsonObject(json);
        return new Target(target.getString("url"), target.getString("secret"));
    }

    /** What was sent, and where something was not, what there was. @param before null for a new one */
    static Target of(SentChannel sent, Target before) {
        String known = before == null ? sent.shownPreset().defaultUrl() : before.url();
        String url = sent.url() == null ? known : sent.url();
        String secret = sent.secret() == null && before != null ? before.secret() : sent.secret();
        if (url == null) {
            throw WebhookUrl.refused("Expected https://.");
        }
        if (secret == null && sent.shownPreset().needsSecret()) {
            throw Refusal.invalid(
                    "secret",
                    sent.shownPreset() == Preset.PAGERDUTY
                            ? "Expected the integration's routing key."
                            : "Expected 16 to 256 characters: what is sent is signed with it.");
        }
        boolean moves = before != null && before.secret() != null && !url.equals(before.url());
        if (moves && sent.secret() == null) {
            throw Refusal.invalid("secret", "Expected with another URL, whose receiver need not know the old one.");
        }
        return new Target(url, secret);
    }

    String json() {
        return new JsonObject().put("url", url).put("secret", secret).encode();
    }

    /** Without what is itself a secret. */
    String shown(Preset preset) {
        return preset.hasSecretUrl() ? WebhookUrl.parse(url).origin() + "/…" : url;
    }
}
