package dev.sealwatch.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that insists on STARTTLS and a password. What it takes lies in a folder, whoever looks. */
final class MailServer implements AutoCloseable {

    static final String USER = "sealwatch";
    static final String PASSWORD = "mail-password";

    private static final Path FOLDER = Path.of("target/notify-mails").toAbsolutePath();

    private final SMTPServer server = SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .startTlsSocketFactory(Certificate.context())
            .requireTLS()
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(MailServer::login))
            .requireAuth()
            .simpleMessageListener(new Mailboxes())
            .build();

    MailServer() {
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** What came for somebody so far. */
    static List<String> mailsTo(String recipient) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith(recipient + ","))
                    .map(MailServer::read)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void login(String user, String password, MessageContext context) throws LoginFailedException {
        if (!user.equals(USER) || !password.equals(PASSWORD)) {
            throw new LoginFailedException();
        }
    }

    /** Mailboxes that begin with {@code full-} take nothing. */
    private static final class Mailboxes implements SimpleMessageListener {

        @Override
        public boolean accept(String from, String recipient) {
            return !recipient.startsWith("full-");
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            Files.createDirectories(FOLDER);
            Path draft = FOLDER.resolve("draft-" + UUID.randomUUID());
            Files.copy(data, draft);
            Files.move(draft, FOLDER.resolve(recipient + "," + UUID.randomUUID()));
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
