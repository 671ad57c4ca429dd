package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StandingsTest {

    @Inject
    Pool pool;

    @Test
    void asksTheDatabaseOnceAboutATokenOfASessionThatIsOver() {
        Tokens.session("standing-over", Permission.VIEW_AUDIT);
        UUID over = UUID.randomUUID();
        String token = Tokens.sign(Tokens.claims("user:standing-over", over, Permission.VIEW_AUDIT));
        assertThat(statusOf(token)).isEqualTo(401);

        // Whoever asked again would find it.
        pool.preparedQuery("update users set session_id = $1 where username = 'standing-over'")
                .execute(Tuple.of(over))
                .await()
                .indefinitely();

        assertThat(statusOf(token)).isEqualTo(401);
    }

    private static int statusOf(String token) {
        return given().auth().oauth2(token).get("/api/test/route").statusCode();
    }
}
