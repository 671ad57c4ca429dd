package dev.sealwatch.notify;

import dev.sealwatch.platform.IpAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The addresses behind a URL, every one of them checked; who sends connects to one of these and asks nobody again. */
@ApplicationScoped
class Destinations {

    private final HostNames names;
    private final AddressRules rules;

    Destinations(HostNames names, AddressRules rules) {
        this.names = names;
        this.rules = rules;
    }

    /** Fails with a refusal where one of them is closed, or plain http is used to one that is not allow-listed. */
    Uni<List<IpAddress>> of(WebhookUrl url) {
        return url.address()
                .map(address -> Uni.createFrom().item(List.of(address)))
                .orElseGet(() -> names.of(url.host()))
                .invoke(addresses -> addresses.forEach(address -> check(url, address)));
    }

    private void check(WebhookUrl url, IpAddress address) {
        rules.objection(address).ifPresent(kind -> {
            throw WebhookUrl.refused(url.host() + " leads to " + address + ", which is " + kind
                    + ". SEALWATCH_NOTIFY_ALLOWED_CIDRS names those that may be reached all the same.");
        });
        if (!url.tls() && !rules.isAllowed(address)) {
            throw WebhookUrl.refused("Expected https://; plain http is for SEALWATCH_NOTIFY_ALLOWED_CIDRS.");
        }
    }
}
