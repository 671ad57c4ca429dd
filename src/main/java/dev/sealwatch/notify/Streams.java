package dev.sealwatch.notify;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pages of this replica that are told as it happens, so many and no more. */
@ApplicationScoped
class Streams {

    private static final int RETRY_SECONDS = 30;

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final FeedStore store;
    private final NotifyConfig config;
    private final Clock clock;

    Streams(FeedStore store, NotifyConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Refusal where there are as many as may be */
    synchronized void open(Stream stream) {
        if (open.size() >= config.streams()) {
            throw Refusal.unavailable("This replica serves as many streams as it may.", RETRY_SECONDS);
        }
        long own = open.stream()
                .filter(other -> other.principal().equals(stream.principal()))
                .count();
        if (own >= config.streamsEach()) {
            throw Refusal.tooMany("You have " + own + " streams open, which is the most.", RETRY_SECONDS);
        }
        open.add(stream);
    }

    void close(Stream stream) {
        open.remove(stream);
    }

    /** Tells all of them what is new. */
    Uni<Void> look() {
        return open.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.head()
                        .invoke(head -> open.forEach(stream -> stream.look(head)))
                        .replaceWithVoid();
    }

    /** What has to be done every few seconds. */
    Uni<Void> tend() {
        // Who left before anybody listened for it is only found so.
        open.removeIf(Stream::isOver);
        open.forEach(stream -> stream.tend(clock.instant(), config.slowReader()));
        return look();
    }
}
