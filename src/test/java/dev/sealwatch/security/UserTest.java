package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UserTest {

    private static final String PASSWORD = "correct horse battery";

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @Inject
    Standings standings;

    private String manager;

    @BeforeEach
    void aManagerWhoMayLookToo() {
        clock.advance(Duration.ofMinutes(1));
        manager = Tokens.of("user-manager", Permission.MANAGE, Permission.VIEW_AUDIT);
    }

    @Test
    void makesListsChangesAndRemovesAUser() {
        create("user-ann", PASSWORD, Permission.VIEW_AUDIT)
                .then()
                .statusCode(201)
                .body("username", equalTo("user-ann"))
                .body("permissions", containsInAnyOrder(Permission.VIEW_AUDIT))
                .body("password", nullValue())
                .body("password_hash", nullValue());
        as(manager).get("/api/auth/users").then().statusCode(200).body("users.username", hasItem("user-ann"));
        change("user-ann", Map.of("permissions", List.of()))
                .then()
                .statusCode(200)
                .body("permissions", equalTo(List.of()));
        as(manager).delete("/api/auth/users/user-ann").then().statusCode(204);
        as(manager).get("/api/auth/users").then().body("users.username", not(hasItem("user-ann")));
        as(manager).delete("/api/auth/users/user-ann").then().statusCode(404);
        change("user-ann", Map.of()).then().statusCode(404);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource(textBlock = """
            user bad , correct horse battery, security.view_audit, username
            Upper    , correct horse battery, security.view_audit, username
            ''       , correct horse battery, security.view_audit, username
            user:x   , correct horse battery, security.view_audit, username
            user-bad , elevenbytes          , security.view_audit, password
            user-bad , correct horse battery, root               , permissions
            user-bad , correct horse battery, SECURITY.MANAGE    , permissions
            """)
    void refusesBadInput(String username, String password, String permission, String field) {
        create(username, password, permission)
                .then()
                .statusCode(400)
                .body("errors[0].field", org.hamcrest.Matchers.containsString(field));
    }

    @Test
    void countsAPasswordInBytes() {
        assertThat(create("user-long", "é".repeat(36), Permission.VIEW_AUDIT).statusCode())
                .isEqualTo(201);
        assertThat(create("user-longer", "é".repeat(36) + "x", Permission.VIEW_AUDIT)
                        .statusCode())
                .isEqualTo(400);
        assertThat(login("user-long", "é".repeat(36)).statusCode()).isEqualTo(200);
        assertThat(login("user-long", "é".repeat(36) + "x").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesATakenName() {
        create("user-twice", PASSWORD, Permission.VIEW_AUDIT);

        create("user-twice", PASSWORD, Permission.VIEW_AUDIT)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:sealwatch:problem:username_taken"));
    }

    @Test
    void letsNobodyGrantWhatHeDoesNotHold() {
        Tokens.of("user-plain");
        Tokens.of("user-sender", Permission.INGEST);

        assertThat(create("user-grant", PASSWORD, Permission.INGEST).statusCode())
                .isEqualTo(403);
        assertThat(change("user-plain", Map.of("permissions", List.of(Permission.INGEST)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(change("user-manager", Map.of("permissions", List.of(Permission.MANAGE, Permission.INGEST)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(change("user-sender", Map.of("password", PASSWORD)).statusCode())
                .isEqualTo(403);
        assertThat(change("user-sender", Map.of("permissions", List.of(Permission.INGEST, Permission.VIEW_AUDIT)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void putsChangesInForceForSessionsThatLive() {
        create("user-live", PASSWORD, Permission.VIEW_AUDIT);
        String session =
                login("user-live", PASSWORD).then().statusCode(200).extract().path("token");
        assertThat(look(session)).isEqualTo(200);

        change("user-live", Map.of("permissions", List.of()));
        assertThat(look(session)).isEqualTo(403);

        change("user-live", Map.of("permissions", List.of(Permission.VIEW_AUDIT)));
        assertThat(look(session)).isEqualTo(200);

        change("user-live", Map.of("password", "another " + PASSWORD));
        assertThat(look(session)).isEqualTo(401);
        assertThat(login("user-live", PASSWORD).statusCode()).isEqualTo(401);

        String next = login("user-live", "another " + PASSWORD)
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        as(manager).delete("/api/auth/users/user-live");
        create("user-live", PASSWORD, Permission.VIEW_AUDIT);
        assertThat(look(next)).isEqualTo(401);
    }

    @Test
    void hearsOfAnotherReplicasChangesWhenItAsks() {
        String session = Tokens.of("user-elsewhere", Permission.VIEW_AUDIT);
        sql("delete from users where username = 'user-elsewhere'");
        assertThat(look(session)).isEqualTo(200);

        standings.poll().await().indefinitely();

        assertThat(look(session)).isEqualTo(401);
    }

    @Test
    void knowsASessionThatAnotherReplicaBeganAMomentAgo() {
        String session = Tokens.of("user-arriving", Permission.VIEW_AUDIT);
        sql("update users set username = 'user-away' where username = 'user-arriving'");
        standings.poll().await().indefinitely();
        sql("update users set username = 'user-arriving' where username = 'user-away'");

        assertThat(look(session)).isEqualTo(200);
    }

    @Test
    void keepsTheLastManager() {
        withOnly("user-manager", () -> {
            change("user-manager", Map.of("permissions", List.of(Permission.VIEW_AUDIT)))
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:sealwatch:problem:last_manager"));
            assertThat(as(manager).delete("/api/auth/users/user-manager").statusCode())
                    .isEqualTo(409);
        });
    }

    @Test
    void keepsOneOfTwoManagersWhoRemoveEachOther() {
        String rival = Tokens.of("user-rival", Permission.MANAGE, Permission.VIEW_AUDIT);

        withOnly("user-manager,user-rival", () -> {
            List<Integer> answers = Stream.of(
                            CompletableFuture.supplyAsync(() -> as(manager).delete("/api/auth/users/user-rival")),
                            CompletableFuture.supplyAsync(() -> as(rival).delete("/api/auth/users/user-manager")))
                    .map(CompletableFuture::join)
                    .map(Response::statusCode)
                    .toList();

            assertThat(answers).containsOnlyOnce(204);
            assertThat(managers()).isEqualTo(1);
        });
    }

    /** Everybody else's tests go on afterwards. */
    private void withOnly(String remaining, Runnable test) {
        sql(
                "create table managers_away as select * from users where 'security.manage' = any (permissions) and username <> all ('{"
                        + remaining + "}')");
        sql("delete from users where username in (select username from managers_away)");
        try {
            test.run();
        } finally {
            sql("insert into users select * from managers_away");
            sql("drop table managers_away");
            standings.refresh().await().indefinitely();
        }
    }

    private long managers() {
        return pool.query("select count(*) from users where 'security.manage' = any (permissions)")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }

    private Response create(String username, String password, String permission) {
        return as(manager)
                .body(Map.of("username", username, "password", password, "permissions", List.of(permission)))
                .post("/api/auth/users");
    }

    private Response change(String username, Map<String, Object> body) {
        return as(manager).body(body).put("/api/auth/users/" + username);
    }

    private static Response login(String username, String password) {
        return given().header("X-Forwarded-For", "192.0.2.150")
                .contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/auth/login");
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private static int look(String token) {
        return as(token).get("/api/test/route").statusCode();
    }
}
