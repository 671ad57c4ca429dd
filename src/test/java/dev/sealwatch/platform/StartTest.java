package dev.sealwatch.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StartTest {

    @Test
    void knowsNoPasswordOfADatabaseThatIsNotItsOwn() {
        assertThat(ConfigProvider.getConfig().getOptionalValue("quarkus.datasource.password", String.class))
                .isEmpty();
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        given().get("/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404))
                .body("instance", equalTo("/nowhere"));
    }
}
