package dev.sealwatch.ingest;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Between two attempts: doubles with every failure, and differs a little, so that not all come back at once. */
final class Pause {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Beyond this the pause has reached its longest. */
    private static final int DOUBLINGS = 7;

    private Pause() {}

    /** @param failures so far; the first pause does for none, or less */
    static Uni<Void> after(int failures) {
        int doublings = Math.max(0, Math.min(failures, DOUBLINGS));
        long longest = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
        long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(millis));
    }
}
