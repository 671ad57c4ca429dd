package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.IngestApi.entry;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IngestMetricsTest {

    @Test
    void saysWhatEveryMeterMeansFromTheStart() {
        List<String> meters = given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("# HELP siem_"))
                .toList();

        assertThat(meters).allMatch(line -> line.split(" ", 4)[3].matches(".*\\w.*"));
        assertThat(meters)
                .extracting(line -> line.split(" ")[2])
                .contains("siem_audit_lost_events", "siem_ingest_flush_failures", "siem_ingest_received_entries");
    }

    @TestHTTPResource
    URI root;

    @Inject
    Pool pool;

    @Test
    void countsEveryEntryOnceInAndOnceOut() {
        IngestApi api = new IngestApi(root, Tokens.of("counted-" + UUID.randomUUID(), Permission.INGEST));
        Scrape before = atRest();
        JsonObject known = entry("known").put("log_id", UUID.randomUUID().toString());

        api.logs(new JsonArray().add(entry("a")).add(known).add(known).add(new JsonObject()));
        api.logs(entry("secret password=hunter2"));
        Scrape after = atRest();

        assertThat(after.total("received") - before.total("received")).isEqualTo(5);
        assertThat(after.total("stored") - before.total("stored")).isEqualTo(3);
        assertThat(after.total("duplicate") - before.total("duplicate")).isEqualTo(1);
        assertThat(after.total("rejected") - before.total("rejected")).isEqualTo(1);
        assertThat(after.redacted("password") - before.redacted("password")).isEqualTo(1);
        assertThat(after.total("received"))
                .isEqualTo(Stream.of("stored", "duplicate", "rejected", "shed", "dead_lettered")
                        .mapToDouble(after::total)
                        .sum());
    }

    @Test
    void countsWhatTheDatabaseRefusesByItsState() {
        String name = "poison-" + UUID.randomUUID();
        IngestApi api = new IngestApi(root, Tokens.of(name, Permission.INGEST));
        double before = Scrape.now().poison("23514");
        run("alter table aggregated_logs add constraint metrics_poison check (message <> '" + name + "') not valid");
        try {
            api.logs(new JsonArray().add(entry(name)).add(entry("fine")));
            api.post("/api/siem/logs?atomic=true", entry(name).encode());
        } finally {
            run("alter table aggregated_logs drop constraint metrics_poison");
        }

        assertThat(Scrape.now().poison("23514") - before).isEqualTo(2);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    @Test
    void showsWhetherWhatIsSentCanBeStored() {
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(given().get("/q/health/ready").jsonPath().getString("checks.find { it.name == 'ingest' }.status"))
                .isEqualTo("UP");
        given().get("/q/health/live").then().statusCode(200);
    }

    /** Waits until nothing is on its way. */
    private static Scrape atRest() {
        Scrape scrape = Scrape.now();
        for (int i = 0; i < 200 && scrape.inFlight() > 0; i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            scrape = Scrape.now();
        }
        assertThat(scrape.inFlight()).isZero();
        return scrape;
    }

    private record Scrape(String text) {

        static Scrape now() {
            return new Scrape(given().accept("text/plain").get("/q/metrics").asString());
        }

        double total(String outcome) {
            return sum("siem_ingest_" + outcome + "_entries_total");
        }

        double redacted(String kind) {
            return labelled("siem_ingest_redact", "kind", kind);
        }

        double poison(String sqlState) {
            return labelled("siem_ingest_poison_total", "sqlstate", sqlState);
        }

        private double labelled(String name, String label, String value) {
            return text.lines()
                    .filter(line -> line.startsWith(name) && line.contains(label + "=\"" + value + "\""))
                    .mapToDouble(Scrape::value)
                    .sum();
        }

        double inFlight() {
            return sum("siem_ingest_in_flight_entries");
        }

        private double sum(String name) {
            return text.lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(Scrape::value)
                    .sum();
        }

        private static double value(String line) {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        }
    }
}
