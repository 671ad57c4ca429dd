package dev.sealwatch.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sealwatch.processes.Wait;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real proxy in front of the service, which shows it below {@code /siem} and takes that away. */
final class Nginx implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/sbin/nginx");

    private static final String CONFIGURATION = """
            daemon off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              server {
                listen 127.0.0.1:%2$d;
                location /siem/ {
                  proxy_pass http://127.0.0.1:%3$d/;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_set_header X-Forwarded-Prefix /siem;
                }
              }
            }
            """;

    private final int port = Wait.freePort();
    private final Path folder;
    private Process process;

    private Nginx(Path folder, int service) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(folder, port, service));
        start();
    }

    private void start() throws IOException {
        Path file = folder.resolve("nginx.conf");
        process = new ProcessBuilder(BINARY.toString(), "-p", folder.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** Skips the test where there is none. @param folder for its files. @param service the port that it leads to */
    static Nginx inFrontOf(Path folder, int service) throws IOException {
        assumeTrue(Files.isExecutable(BINARY), "There is no " + BINARY + ": apt-get install nginx");
        Nginx nginx = new Nginx(folder, service);
        Wait.until("nginx listens", Duration.ofSeconds(20), nginx::listens);
        return nginx;
    }

    /** All connections break. @param meanwhile what happens before it is back */
    void restart(Runnable meanwhile) throws IOException {
        close();
        process.onExit().join();
        meanwhile.run();
        start();
        Wait.until("nginx listens again", Duration.ofSeconds(20), this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where a browser finds the service. */
    String base() {
        return "http://127.0.0.1:" + port + "/siem";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
