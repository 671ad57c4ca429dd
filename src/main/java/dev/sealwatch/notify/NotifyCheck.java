package dev.sealwatch.notify;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether its settings can be worked with. */
@Singleton
class NotifyCheck implements Refusal.OfStart {

    private static final int SECRET_BYTES = 32;

    private final NotifyConfig config;

    NotifyCheck(NotifyConfig config) {
        this.config = config;
    }

    @Override
    public Uni<List<String>> refusals() {
        List<String> refusals = new ArrayList<>();
        for (String text : config.allowedCidrs().orElse(List.of())) {
            if (Block.parse(text.strip()).isEmpty()) {
                refusals.add("SEALWATCH_NOTIFY_ALLOWED_CIDRS holds what is no block of addresses: " + text
                        + ". Write CIDRs separated by commas, such as 10.1.2.0/24.");
            }
        }
        if (config.lease().compareTo(config.webhookTimeout()) <= 0
                || config.lease().compareTo(config.mailTimeout()) <= 0) {
            refusals.add("sealwatch.notify.lease is " + config.lease().toMillis() + " ms, which is not longer than a"
                    + " sending may take: expected more than sealwatch.notify.webhook-timeout and mail-timeout.");
        }
        config.secret()
                .filter(secret -> secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES)
                .ifPresent(secret -> refusals.add(SecretBox.SETTING + " has fewer than " + SECRET_BYTES
                        + " bytes. Make one, for example with: openssl rand -hex 32"));
        config.dnsServer()
                .filter(server -> HostNames.server(server).isEmpty())
                .ifPresent(server -> refusals.add(
                        "sealwatch.notify.dns-server is no address with or without a port: " + server + "."));
        return Uni.createFrom().item(refusals);
    }
}
