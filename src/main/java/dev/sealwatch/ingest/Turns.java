package dev.sealwatch.ingest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** One after the other, in order of arrival, without anybody blocking a thread. */
final class Turns {

    private final Deque<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
    private boolean taken;

    <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<Void>emitter(this::queue)
                .flatMap(turn -> work.get().onTermination().invoke(this::next));
    }

    private void queue(UniEmitter<? super Void> emitter) {
        synchronized (this) {
            if (taken) {
                waiting.add(emitter);
                return;
            }
            taken = true;
        }
        emitter.complete(null);
    }

    private void next() {
        UniEmitter<? super Void> following;
        synchronized (this) {
            following = waiting.poll();
            taken = following != null;
        }
        if (following != null) {
            following.complete(null);
        }
    }
}
