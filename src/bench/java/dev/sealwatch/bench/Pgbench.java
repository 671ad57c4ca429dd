package dev.sealwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator: one comparable row a transaction, each commit durable. */
record Pgbench(Postgres postgres, Path program) {

    static final int CONNECTIONS = 8;

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    /** Ids in rising order, as the service gives them; cached, so that a transaction writes nothing but its row. */
    private static final String IDS = """
            create sequence if not exists bench_ids cache 1000
            """;

    /** Colons begin variables, in strings too. */
    private static final String SCRIPT = """
            \\set user random_zipfian(1, 5000, 1.1)
            \\set host random_zipfian(1, 20000, 1.1)
            \\set port random(1024, 65535)
            insert into aggregated_logs (
                id, batch_no, timestamp, created_at, event_time, log_id, batch_pos, retention_days, key_no,
                source, level, category, message, metadata, user_id, user_key, ip_address, ip_key, user_agent,
                principal, signature, leaf_commit)
            values (
                nextval('bench_ids'), 1, now(), now(), now(), gen_random_uuid(), 0, 365, 1,
                'authentication', 'warn', 'login_failed',
                'Failed password for user' || :user::int || ' from 10.1.0.0 port ' || :port::int || ' ssh2',
                jsonb_build_object('service', 'sshd', 'node', 'bastion-4', 'attempt', :port::int % 10),
                'user' || :user::int, 'user' || :user::int,
                '10.0.0.0'::inet + :host::int, '10.0.0.0'::inet + :host::int,
                'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15',
                U&'token\\003abench', sha256(int4send(:port::int)), sha256(int4send(:user::int)))
            """;

    /** Seconds that it took to store that many rows, rounded down to a multiple of the connections. */
    double run(Table table, Path home, long rows) throws SQLException, IOException, InterruptedException {
        table.execute(IDS);
        Path script = Files.writeString(home.resolve("pgbench.sql"), SCRIPT.replaceAll("\n(?!\\\\|insert)", " "));
        String said = new Command(List.of(
                        program.toString(),
                        "--host=127.0.0.1",
                        "--port=" + postgres.port(),
                        "--username=postgres",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CONNECTIONS,
                        "--jobs=2",
                        "--transactions=" + rows / CONNECTIONS,
                        "--file=" + script,
                        "sealwatch"))
                .run();
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench names no rate:\n" + said);
        }
        return rows / CONNECTIONS * CONNECTIONS / Double.parseDouble(rate.group(1));
    }
}
