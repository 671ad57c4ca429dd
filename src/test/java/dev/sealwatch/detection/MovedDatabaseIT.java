package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.processes.Api;
import dev.sealwatch.processes.Home;
import dev.sealwatch.processes.InstalledCluster;
import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Attacks go on while transaction ids gain a digit and while the database moves, by a dump, into a cluster where ids are
 * low again. Nothing is lost and nothing is told twice.
 */
@EnabledIf("dev.sealwatch.processes.InstalledCluster#isInstalled")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MovedDatabaseIT {

    private static final int DIGIT = 100_000;
    private static final int SHORTLY_BEFORE = 40;
    private static final List<Law> LAWS = Law.all(ZoneOffset.UTC, 100);

    /** As many ids as are missing. */
    private static final String BURN = """
            do $$
            begin
                set synchronous_commit = off;
                while pg_current_xact_id()::text::integer < %d loop
                    commit;
                end loop;
            end
            $$
            """.formatted(DIGIT - SHORTLY_BEFORE);

    private static final String ID = """
            select pg_current_xact_id()::text::integer
            """;

    private static final String LEAD = """
            select pg_advisory_lock(hashtext('sealwatch.detection'))
            """;

    private final Path home = Home.empty("chaos-moved");
    private final String password = UUID.randomUUID().toString();
    private final List<Happening> sent = new ArrayList<>();
    private Correspondent correspondent;

    @Test
    void losesNothingAndTellsNothingTwice() throws Exception {
        try (InstalledCluster old = InstalledCluster.create();
                InstalledCluster young = InstalledCluster.create()) {
            Map<String, String> settings = new HashMap<>(ServiceProcess.settings(old.url(), password));
            settings.put("SEALWATCH_DETECTION_EVERY", "5s");
            settings.put("SEALWATCH_DETECTION_HEARTBEAT", "1s");
            try (ServiceProcess service = ServiceProcess.create(home.resolve("old.log"), settings)) {
                String token = Api.signIn(service, password).ingestToken("correspondent");
                correspondent = new Correspondent(List.of(service), token);
                gainADigit(old);
                sendWhatNobodyJudges(old, service);
                old.moveTo(young);
                settings.put("SEALWATCH_DB_URL", young.url());
                goOn(young, settings, token);
            }
        }
    }

    private void gainADigit(InstalledCluster cluster) throws SQLException {
        try (Connection connection = cluster.connect()) {
            run(connection, BURN);
            assertThat(id(connection)).isBetween(DIGIT - SHORTLY_BEFORE, DIGIT - 1);
            fail("192.30.0.1", 1);
            for (int more = 12; id(connection) < DIGIT || more > 0; more--) {
                fail("192.30.0.1", 1);
                Wait.pause(Duration.ofMillis(200));
            }
            fail("192.30.0.2", 7);
            assertFound(connection);
            assertThat(Verdict.read(connection)).hasSize(1);
        }
    }

    /** Somebody else leads the cycle, and does nothing. */
    private void sendWhatNobodyJudges(InstalledCluster cluster, ServiceProcess service) throws SQLException {
        service.kill();
        try (Connection leader = cluster.connect()) {
            run(leader, LEAD);
            service.start();
            fail("192.30.0.1", 3);
            fail("192.30.0.3", 6);
            fail("192.30.0.4", 11);
            service.terminate();
            assertThat(Quiet.behind(leader)).isPositive();
            assertThat(Verdict.read(leader)).hasSize(1);
        }
    }

    private void goOn(InstalledCluster cluster, Map<String, String> settings, String token) throws SQLException {
        try (ServiceProcess service = ServiceProcess.create(home.resolve("young.log"), settings);
                Connection connection = cluster.connect()) {
            assertThat(id(connection)).isLessThan(DIGIT - SHORTLY_BEFORE);
            assertFound(connection);
            assertThat(Verdict.read(connection)).hasSize(2);
            correspondent = new Correspondent(List.of(service), token);
            correspondent.tell(sent);
            for (int attacker = 1; attacker <= 4; attacker++) {
                fail("192.30.0." + attacker, 6);
            }
            assertFound(connection);
            assertThat(Verdict.read(connection)).hasSize(4);
            assertIntact(Api.signIn(service, password).verify());
        }
    }

    private void fail(String address, int times) {
        List<Happening> failures = IntStream.range(0, times)
                .mapToObj(i -> Instant.now().truncatedTo(ChronoUnit.MICROS).plusNanos(1000L * i))
                .map(at -> Happening.of(at, "login_failed", "root", address))
                .toList();
        correspondent.tell(failures);
        sent.addAll(failures);
    }

    private void assertFound(Connection connection) throws SQLException {
        Quiet.await(connection);
        List<Verdict> expected = Verdict.expected(LAWS, sent);
        assertThat(Verdict.read(connection)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Verdict.indicators(connection)).isEqualTo(Verdict.occurrences(expected));
    }

    private void assertIntact(JsonNode verification) {
        assertThat(verification.path("total").asInt()).isGreaterThanOrEqualTo(sent.size());
        assertThat(verification.path("verified")).isEqualTo(verification.path("total"));
        assertThat(verification.path("missing").asInt(-1)).isZero();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ID)) {
            row.next();
            return row.getInt(1);
        }
    }
}
