package dev.sealwatch.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The packaged service, started as its README says, in a process of its own. */
record ServiceProcess(Process process, InetSocketAddress address, Path log) implements AutoCloseable {

    /** Of the user that the first start makes, and a later one finds. */
    private static final String ADMIN_PASSWORD = UUID.randomUUID().toString();

    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
    private static final String UNLIMITED = "1000000";

    static ServiceProcess start(Path home, Settings settings, Postgres postgres, List<String> options)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path log = home.resolve("service.log");
        InetSocketAddress address = freeAddress();
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        words.addAll(options);
        words.addAll(List.of("-jar", settings.jar().toString()));
        ProcessBuilder builder = new Command(words).into(log);
        builder.environment().putAll(environment(home, postgres, address));
        ServiceProcess service = new ServiceProcess(builder.start(), address, log);
        service.await();
        return service;
    }

    /** Limits protect the service from one sender; here they would only measure themselves. */
    private static Map<String, String> environment(Path home, Postgres postgres, InetSocketAddress address)
            throws GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return Map.of(
                "SEALWATCH_DB_URL",
                "postgresql://127.0.0.1:" + postgres.port() + "/sealwatch",
                "SEALWATCH_DATA_DIR",
                home.resolve("data").toString(),
                "SEALWATCH_ADMIN_PASSWORD",
                ADMIN_PASSWORD,
                "SEALWATCH_JWT_PRIVATE_KEY",
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----",
                "LOG_SIGNATURE_SECRET",
                UUID.randomUUID().toString(),
                "SEALWATCH_SECURITY_LIMITS_INGEST",
                UNLIMITED,
                "QUARKUS_HTTP_HOST",
                address.getHostString(),
                "QUARKUS_HTTP_PORT",
                String.valueOf(address.getPort()));
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        }
    }

    private void await() throws IOException, InterruptedException {
        Api api = new Api(address);
        long deadline = System.nanoTime() + STARTUP_WAIT.toNanos();
        while (!api.isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("The service did not start:\n" + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** A session of the first user, who holds all permissions. */
    String login() throws IOException, InterruptedException {
        return new Api(address).login(ADMIN_PASSWORD);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
