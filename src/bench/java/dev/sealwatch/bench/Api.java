package dev.sealwatch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of the service outside the measured path. */
record Api(InetSocketAddress address) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Fewer than a minute allows. */
    private static final int LOGINS = 9;

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private static final String LOGIN = """
            {"username": "admin", "password": "%s"}
            """;

    private static final String SENDER = """
            {"name": "%s", "permissions": ["security.ingest"]}
            """;

    boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/q/health/ready")).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A session of the first user, whom a service that just began to answer may still be making. */
    String login(String password) throws IOException, InterruptedException {
        HttpRequest request = post("/api/auth/login", LOGIN.formatted(password)).build();
        for (int i = 1; i < LOGINS; i++) {
            if (CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                break;
            }
            Thread.sleep(1_000L * i);
        }
        return token(request);
    }

    /** A token that may send logs and nothing else. @param name no other token has it */
    String ingestToken(String session, String name) throws IOException, InterruptedException {
        return token(post("/api/auth/tokens", SENDER.formatted(name))
                .header("Authorization", "Bearer " + session)
                .build());
    }

    InputStream export(String session, String format) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/api/siem/export?format=" + format))
                .header("Authorization", "Bearer " + session)
                .build();
        HttpResponse<InputStream> answer = CLIENT.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "The export was refused: " + new String(answer.body().readAllBytes()));
        }
        return answer.body();
    }

    /** One sending; fails unless all of it is stored. */
    void send(String token, String entries) throws IOException, InterruptedException {
        HttpRequest request = post("/api/siem/logs", entries)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The entries were refused: " + answer.body());
        }
    }

    /** A page, as a browser asks for it; fails unless it is shown. */
    void page(String session, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .header("Cookie", "siem_session=" + session)
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("</html>")) {
            throw new IllegalStateException(path + " was not shown: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** What Prometheus would read. */
    String metrics() throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(at("/q/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    private static String token(HttpRequest request) throws IOException, InterruptedException {
        String answer = CLIENT.send(request, BodyHandlers.ofString()).body();
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("No token in the answer to " + request.uri() + ": " + answer);
        }
        return token.group(1);
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private URI at(String path) {
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }
}
