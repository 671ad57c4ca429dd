package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.notify.Receiver.Received;
import dev.sealwatch.platform.EventSource;
import dev.sealwatch.processes.Api;
import dev.sealwatch.processes.DatabaseProcess;
import dev.sealwatch.processes.Home;
import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A replica is killed after it claimed and before it sent: the name server of the test does not answer until it is dead.
 *
 * <p>{@code -Dchaos.rounds.notify} says how often. Before that, pages on two replicas are told of one alert.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledSenderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String password = UUID.randomUUID().toString();
    private final AtomicReference<Runnable> beforeAnswer = new AtomicReference<>(() -> {});
    private String ingestToken;

    @Test
    void eachAlertIsToldHoweverOftenItsSenderDies() {
        Path home = Home.empty("chaos-notify");
        try (NameServer names = new NameServer(name -> beforeAnswer.get().run());
                Receiver receiver = Receiver.plain(0);
                DatabaseProcess database = DatabaseProcess.create(home)) {
            Map<String, String> settings = settings(database, names);
            killAgainAndAgain(home, settings, receiver);
        }
    }

    private void killAgainAndAgain(Path home, Map<String, String> settings, Receiver receiver) {
        try (ServiceProcess one = ServiceProcess.create(home.resolve("one.log"), settings);
                ServiceProcess other = ServiceProcess.create(home.resolve("two.log"), settings)) {
            Api api = Api.signIn(one, password);
            ingestToken = api.ingestToken("notify");
            tellsBothReplicas(api, one, other);
            tellBruteForceBy(api, channel(api, receiver.port()));
            Set<String> told = new HashSet<>();
            other.terminate();
            for (int round = 0; round < Integer.getInteger("chaos.rounds.notify", 2); round++) {
                String address = "198.51.100." + (10 + round);
                told.add(address);
                killBetweenClaimAndSend(one, address);
                // What still waited would be claimed, and kill, before the next attack is even sent.
                Wait.until(
                        "what is told of " + address,
                        PATIENCE,
                        () -> addresses(receiver).contains(address));
            }
            Wait.until("all alerts", PATIENCE, () -> addresses(receiver).containsAll(told));
            assertOneKeyEach(receiver);
        }
    }

    private void tellsBothReplicas(Api api, ServiceProcess one, ServiceProcess other) {
        try (EventSource here = EventSource.open(one.at("/api/siem/notifications"), api.token(), null);
                EventSource there = EventSource.open(other.at("/api/siem/notifications"), api.token(), null)) {
            here.awaitOpen();
            there.awaitOpen();
            attack(one, "203.0.113.77");

            String first = here.next(PATIENCE);
            assertThat(there.next(Duration.ofSeconds(2))).isEqualTo(first).contains("203.0.113.77");
        }
    }

    private void killBetweenClaimAndSend(ServiceProcess service, String address) {
        AtomicReference<Boolean> killed = new AtomicReference<>(false);
        beforeAnswer.set(() -> {
            if (!killed.getAndSet(true)) {
                service.kill();
            }
        });
        attack(service, address);
        Wait.until("the claim of " + address, PATIENCE, () -> killed.get() && !service.isAlive());
        beforeAnswer.set(() -> {});
        service.start();
    }

    private Map<String, String> settings(DatabaseProcess database, NameServer names) {
        Map<String, String> settings = new HashMap<>(ServiceProcess.settings(database.url(), password));
        settings.put("SEALWATCH_DETECTION_EVERY", "5s");
        settings.put("SEALWATCH_DETECTION_HEARTBEAT", "1s");
        settings.put("SEALWATCH_NOTIFY_DNS_SERVER", names.address());
        settings.put("SEALWATCH_NOTIFY_ALLOWED_CIDRS", "127.0.0.1/32");
        settings.put("SEALWATCH_NOTIFY_SECRET", password);
        settings.put("SEALWATCH_NOTIFY_LEASE", "3s");
        settings.put("SEALWATCH_NOTIFY_WEBHOOK_TIMEOUT", "2s");
        settings.put("SEALWATCH_NOTIFY_MAIL_TIMEOUT", "2s");
        settings.put("SEALWATCH_NOTIFY_EVERY", "1s");
        return settings;
    }

    private static String channel(Api api, int port) {
        JsonObject channel = new JsonObject()
                .put("name", "hook")
                .put("type", "webhook")
                .put("url", "http://127-0-0-1.k1.test:" + port + "/")
                .put("secret", ChannelApi.SECRET);
        return send(api.service(), "POST", "/api/siem/channels", api.token(), channel, 201)
                .getString("id");
    }

    private static void tellBruteForceBy(Api api, String channel) {
        JsonObject rule = new JsonObject().put("channels", new JsonArray(List.of("in_app", channel)));
        send(api.service(), "PUT", "/api/siem/alert-rules/RULE-BRUTE-FORCE", api.token(), rule, 200);
    }

    private void attack(ServiceProcess service, String address) {
        JsonArray attempts = new JsonArray();
        for (int i = 0; i < 12; i++) {
            attempts.add(new JsonObject()
                    .put("source", "authentication")
                    .put("level", "warn")
                    .put("category", "login_failed")
                    .put("message", "Login failed")
                    .put("user_id", "ann")
                    .put("ip_address", address));
        }
        send(service, "POST", "/api/siem/logs", ingestToken, attempts, 200);
    }

    private static JsonObject send(
            ServiceProcess service, String method, String path, String token, Object body, int expected) {
        URI at = service.at(path);
        HttpRequest request = HttpRequest.newBuilder(at)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
            return new JsonObject(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("No answer from " + at, e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static Set<String> addresses(Receiver receiver) {
        Set<String> addresses = new HashSet<>();
        alerts(receiver).forEach(alert -> addresses.add(alert.getString("ip_address")));
        return addresses;
    }

    private static Stream<JsonObject> alerts(Receiver receiver) {
        return receiver.received().stream().map(request -> new JsonObject(request.body()).getJsonObject("alert"));
    }

    /** Who is told twice sees by the key that it is the same. */
    private static void assertOneKeyEach(Receiver receiver) {
        Map<Long, Set<String>> keys = new HashMap<>();
        for (Received request : receiver.received()) {
            Long alert = new JsonObject(request.body()).getJsonObject("alert").getLong("id");
            keys.computeIfAbsent(alert, id -> new HashSet<>())
                    .add(request.headers().get("idempotency-key"));
        }
        System.out.printf("Senders killed between claim and send: alerts=%d%n", keys.size());
        assertThat(keys.values()).allSatisfy(all -> assertThat(all).hasSize(1));
    }
}
