package dev.sealwatch.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate that it signed itself, for {@code localhost} and {@code *.test}, made anew for each build. */
final class Certificate {

    static final String PASSWORD = "only-of-tests";

    private static final Path FILE = Path.of("target/notify-test.p12").toAbsolutePath();

    private Certificate() {}

    /** PKCS#12. */
    static synchronized Path file() {
        if (!Files.exists(FILE)) {
            make();
        }
        return FILE;
    }

    /** Of a server that shows it. */
    static SSLContext context() {
        try (InputStream stored = Files.newInputStream(file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(stored, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of the tests can't be used", e);
        }
    }

    private static void make() {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = keytool + " -genkeypair -alias test -keyalg EC -groupname secp256r1 -dname CN=localhost"
                + " -ext san=dns:localhost,dns:*.hooks.test -ext bc=ca:true -validity 3650 -storetype PKCS12"
                + " -keystore " + FILE + " -storepass " + PASSWORD;
        try {
            Files.createDirectories(FILE.getParent());
            Process process = new ProcessBuilder(command.split(" ")).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
