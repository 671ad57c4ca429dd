package dev.sealwatch.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The packaged service as a process of its own, always on the same port. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path log;
    private final int port = Wait.freePort();
    private final Map<String, String> environment;
    private volatile Child child;

    private ServiceProcess(Path log, Map<String, String> settings) {
        this.log = log;
        this.environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("SEALWATCH_DATA_DIR", log + ".data");
    }

    /** What it has to be told: secrets of its own, the password of the first user, and its database. */
    public static Map<String, String> settings(String databaseUrl, String password) {
        return Map.of(
                "SEALWATCH_DB_URL",
                databaseUrl,
                "LOG_SIGNATURE_SECRET",
                UUID.randomUUID() + "-" + UUID.randomUUID(),
                "SEALWATCH_JWT_PRIVATE_KEY",
                privateKey(),
                "SEALWATCH_ADMIN_PASSWORD",
                password);
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A running and ready one. */
    public static ServiceProcess create(Path log, Map<String, String> settings) {
        ServiceProcess service = new ServiceProcess(log, settings);
        service.start();
        return service;
    }

    /** Returns when it is ready. */
    public Duration start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = System.getProperty("sealwatch.jar", "target/quarkus-app/quarkus-run.jar");
        // The quick compiler alone: it starts often and never runs for long.
        child = Child.start(log, environment, List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-jar", jar));
        try {
            return Wait.until("the service is ready", STARTUP, this::isReady);
        } catch (IllegalStateException late) {
            child.kill();
            throw new IllegalStateException(child.tail(), late);
        }
    }

    private boolean isReady() {
        if (!child.process().isAlive()) {
            throw new IllegalStateException("The service ended at once");
        }
        HttpRequest question = HttpRequest.newBuilder(at("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    public void kill() {
        child.kill();
    }

    /** SIGTERM; how long it took to leave. */
    public Duration terminate() {
        return child.terminate(GRACE);
    }

    public boolean isAlive() {
        return child.process().isAlive();
    }

    /** Names one life of the process. */
    public long life() {
        return child.process().pid();
    }

    public URI at(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    public String tail() {
        return child.tail();
    }

    @Override
    public void close() {
        child.kill();
    }
}
