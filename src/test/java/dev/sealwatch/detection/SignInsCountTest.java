package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.platform.PostgresServer;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R8: signing in to this service counts like any other sign-in, by way of its own audit trail. */
@QuarkusTest
class SignInsCountTest {

    private static final Instant NOON = Instant.parse("2027-03-04T12:00:00Z");
    private static final String MALLORY = "203.0.113.141";

    private static final String STORED = """
            select count(*)
              from aggregated_logs
             where category = $1
               and ip_key = $2::text::inet
            """;

    @Inject
    Detection detection;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void empty() {
        detection.reset();
    }

    @Test
    void whoGuessesAPasswordHereIsFoundAndWorseWhenHeFindsIt() throws InterruptedException {
        for (int second = 0; second < 10; second++) {
            clock.set(NOON.plusSeconds(second));
            signIn("mallory", "guess number " + second).then().statusCode(401);
            awaitStored("login_failed", second + 1);
        }
        detection.cycleAt(NOON.plusSeconds(60));

        assertThat(detection.found()).containsExactly(found("high"));

        signIn("admin", PostgresServer.ADMIN_PASSWORD).then().statusCode(200);
        awaitStored("login_success", 1);
        detection.cycleAt(NOON.plusSeconds(120));

        assertThat(detection.found()).containsExactly(found("critical"));
    }

    private static Found found(String severity) {
        return new Found("brute_force_attack", "ip:" + MALLORY, severity, 10, NOON, NOON.plusSeconds(9));
    }

    private static Response signIn(String username, String password) {
        return given().header("X-Forwarded-For", MALLORY)
                .contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/auth/login");
    }

    /** The trail is written beside the answer, by the clock of that moment. */
    private void awaitStored(String category, long entries) throws InterruptedException {
        for (int tries = 0; tries < 200 && stored(category) < entries; tries++) {
            Thread.sleep(50);
        }
        assertThat(stored(category)).isEqualTo(entries);
    }

    private long stored(String category) {
        return pool.preparedQuery(STORED)
                .execute(Tuple.of(category, MALLORY))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }
}
