package dev.sealwatch.notify;

import dev.sealwatch.platform.PostgresServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Whoever the service talks to in tests: a name server, a mail server, and the authority that vouches for their like. */
@QuarkusTestResource(Correspondents.class)
public class Correspondents implements QuarkusTestResourceLifecycleManager {

    private NameServer names;
    private MailServer mails;

    @Override
    public Map<String, String> start() {
        names = new NameServer(name -> {});
        mails = new MailServer();
        return Map.ofEntries(
                Map.entry("sealwatch.notify.dns-server", names.address()),
                Map.entry("sealwatch.notify.allowed-cidrs", "127.0.0.1/32"),
                Map.entry("sealwatch.notify.secret", PostgresServer.SIGNATURE_SECRET + "-notify"),
                Map.entry("sealwatch.notify.webhook-timeout", "3s"),
                Map.entry("sealwatch.public-url", "https://siem.example"),
                Map.entry(
                        "quarkus.tls.notify.trust-store.p12.path",
                        Certificate.file().toString()),
                Map.entry("quarkus.tls.notify.trust-store.p12.password", Certificate.PASSWORD),
                // A named TLS configuration would mean TLS from the first byte on, and no STARTTLS.
                Map.entry("quarkus.mailer.truststore.paths", Certificate.file().toString()),
                Map.entry("quarkus.mailer.truststore.password", Certificate.PASSWORD),
                Map.entry("quarkus.mailer.truststore.type", "PKCS"),
                Map.entry("quarkus.mailer.host", "localhost"),
                Map.entry("quarkus.mailer.port", Integer.toString(mails.port())),
                Map.entry("quarkus.mailer.from", "sealwatch@siem.example"),
                Map.entry("quarkus.mailer.start-tls", "REQUIRED"),
                Map.entry("quarkus.mailer.login", "REQUIRED"),
                Map.entry("quarkus.mailer.username", MailServer.USER),
                Map.entry("quarkus.mailer.password", MailServer.PASSWORD));
    }

    @Override
    public void stop() {
        names.close();
        mails.close();
    }
}
