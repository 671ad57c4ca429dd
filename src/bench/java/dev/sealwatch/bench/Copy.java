package dev.sealwatch.bench;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows that the service stored, copied into the emptied table again: what PostgreSQL takes in when nobody signs or asks. */
final class Copy {

    private static final int ROWS_A_TRANSACTION = 1_000;
    private static final String IN = """
            copy aggregated_logs from stdin
            """;

    private final MappedByteBuffer rows;
    private final List<Integer> starts = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private Copy(MappedByteBuffer rows) {
        this.rows = rows;
        starts.add(0);
        int lines = 0;
        for (int i = 0; i < rows.limit(); i++) {
            if (rows.get(i) == '\n' && (++lines % ROWS_A_TRANSACTION == 0 || i + 1 == rows.limit())) {
                starts.add(i + 1);
            }
        }
    }

    /** Seconds that it took on that many connections, which share the transactions among them. */
    static double run(Postgres postgres, Path file, int connections)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(connections);
        List<Connection> open = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            Copy copy = new Copy(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            for (int i = 0; i < connections; i++) {
                open.add(postgres.connect("sealwatch"));
            }
            return copy.seconds(workers, open);
        } finally {
            workers.shutdown();
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private double seconds(ExecutorService workers, List<Connection> connections)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (Connection connection : connections) {
            running.add(workers.submit(() -> copyAll(connection)));
        }
        for (Future<?> worker : running) {
            worker.get();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private Void copyAll(Connection connection) throws SQLException {
        PGConnection session = connection.unwrap(PGConnection.class);
        for (int i = next.getAndIncrement(); i < starts.size() - 1; i = next.getAndIncrement()) {
            byte[] chunk = new byte[starts.get(i + 1) - starts.get(i)];
            rows.get(starts.get(i), chunk);
            CopyIn copy = session.getCopyAPI().copyIn(IN);
            copy.writeToCopy(chunk, 0, chunk.length);
            copy.endCopy();
        }
        return null;
    }
}
