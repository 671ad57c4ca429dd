package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SourcesTest {

    @Inject
    Sources sources;

    @Inject
    SourceStore store;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @Test
    void knowsTheDefaults() {
        assertThat(sources.find("authentication")).contains(new Source("authentication", Priority.CRITICAL, 365));
        assertThat(sources.find("access")).contains(new Source("access", Priority.LOW, 30));
        assertThat(sources.find("nowhere")).isEmpty();
    }

    @Test
    void learnsWhatWasKeptElsewhere() {
        store.keep(pool, new Source("learned", Priority.LOW, 7)).await().indefinitely();

        sources.refresh().await().indefinitely();

        assertThat(sources.find("learned")).contains(new Source("learned", Priority.LOW, 7));
    }

    @Test
    void configurationAddsSourcesAndLeavesThoseThatAreThere() {
        LogsConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(LogsConfig.class)
                .withDefaultValue("sealwatch.logs.sources.configured.priority", "high")
                .withDefaultValue("sealwatch.logs.sources.configured.retention-days", "45")
                .withDefaultValue("sealwatch.logs.sources.access.priority", "critical")
                .withDefaultValue("sealwatch.logs.sources.access.retention-days", "1")
                .build()
                .getConfigMapping(LogsConfig.class);

        new SourceStore(pool, config).register().await().indefinitely();

        assertThat(store.all().await().indefinitely())
                .contains(new Source("configured", Priority.HIGH, 45), new Source("access", Priority.LOW, 30));
    }

    @Test
    void listsThemByName() {
        given().auth()
                .oauth2(Tokens.of("source-analyst", Permission.VIEW_AUDIT))
                .get("/api/siem/sources")
                .then()
                .statusCode(200)
                .body("sources.name", hasItems("access", "application", "system"))
                .body(
                        "sources.find { it.name == 'access' }",
                        equalTo(Map.of("name", "access", "priority", "low", "retention_days", 30)));
    }

    @Test
    void registersAndChangesThemAndSaysWhoDidIt() {
        clock.set(Instant.now());

        put("firewall", "{\"priority\": \"high\", \"retention_days\": 400}")
                .statusCode(200)
                .body("retention_days", equalTo(400));
        assertThat(sources.find("firewall")).contains(new Source("firewall", Priority.HIGH, 400));

        put("firewall", "{\"name\": \"firewall\", \"priority\": \"low\", \"retention_days\": 65535}")
                .statusCode(200);
        assertThat(sources.find("firewall")).contains(new Source("firewall", Priority.LOW, 65_535));

        assertThat(changes()).containsExactly("400 ", "65535 400");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bad-Name | {"priority": "low", "retention_days": 1}
            good     | {"priority": "low", "retention_days": 0}
            good     | {"priority": "low", "retention_days": 65536}
            good     | {"priority": "low"}
            good     | {"retention_days": 1}
            good     | {"priority": "urgent", "retention_days": 1}
            good     | {"priority": "low", "retention_days": 1, "colour": "red"}
            good     | {"name": "other", "priority": "low", "retention_days": 1}
            good     | null
            good     | [
            """)
    void refusesWhatIsNoSource(String name, String body) {
        put(name, body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void onlyManagersChangeThem() {
        given().auth()
                .oauth2(Tokens.of("source-analyst", Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body("{\"priority\": \"low\", \"retention_days\": 1}")
                .put("/api/siem/sources/mine")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse put(String name, String body) {
        return given().auth()
                .oauth2(Tokens.of("source-manager", Permission.MANAGE))
                .contentType("application/json")
                .body(body)
                .put("/api/siem/sources/" + name)
                .then();
    }

    private List<String> changes() {
        return pool.query("""
                        select (metadata -> 'after' ->> 'retention_days') || ' '
                                   || coalesce(metadata -> 'before' ->> 'retention_days', '') as change
                          from aggregated_logs
                         where category = 'siem_source_changed' and metadata ->> 'name' = 'firewall'
                           and user_id like '%source-manager'
                         order by id
                        """).execute().await().indefinitely().stream()
                .map(row -> row.getString("change"))
                .toList();
    }
}
