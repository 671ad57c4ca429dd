package dev.sealwatch.detection;

import dev.sealwatch.processes.Api;
import dev.sealwatch.processes.DatabaseProcess;
import dev.sealwatch.processes.Home;
import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Two replicas of the packaged service on one database, detecting all the time. */
final class Duo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String AT_WORK = """
            select count(*)
              from pg_stat_activity
             where pid <> pg_backend_pid()
               and xact_start is not null
               and query ~ 'detector_|security_anomalies|batch_readers|repeatable read|plan_cache_mode'
            """;

    private final DatabaseProcess database;
    private final List<ServiceProcess> replicas;
    private final Api api;

    Duo(Map<String, String> settings) {
        Path home = Home.empty("chaos-detection");
        String password = UUID.randomUUID().toString();
        database = DatabaseProcess.create(home);
        Map<String, String> all = new HashMap<>(ServiceProcess.settings(database.url(), password));
        all.putAll(settings);
        replicas = Stream.of("one.log", "two.log")
                .map(log -> ServiceProcess.create(home.resolve(log), all))
                .toList();
        api = Api.signIn(replicas.get(0), password);
    }

    List<ServiceProcess> replicas() {
        return replicas;
    }

    String ingestToken() {
        return api.ingestToken("correspondent");
    }

    Connection connect() throws SQLException {
        return database.connect();
    }

    /** As soon as there is one. */
    ServiceProcess leader() {
        Wait.until("a leader", PATIENCE, () -> leaderNow().isPresent());
        return leaderNow().orElseThrow();
    }

    private Optional<ServiceProcess> leaderNow() {
        return replicas.stream().filter(this::leads).findAny();
    }

    private boolean leads(ServiceProcess replica) {
        return api.at(replica).metrics().getOrDefault("siem_detection_leader", 0.0) == 1;
    }

    ServiceProcess follower() {
        ServiceProcess leader = leader();
        return replicas.get(1 - replicas.indexOf(leader));
    }

    /** Returns in the middle of a cycle. */
    void awaitWork() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            while (count(statement, AT_WORK) == 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("No detector works");
                }
            }
        }
    }

    /** How many transactions of detectors are open. */
    long atWork() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return count(statement, AT_WORK);
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        replicas.forEach(ServiceProcess::close);
        database.close();
    }
}
