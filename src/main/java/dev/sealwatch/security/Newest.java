package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What was read last: a reading that began earlier never replaces one that began later, whichever ends first. */
final class Newest<T> {

    private record Reading<T>(long number, T value) {}

    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Reading<T>> newest;

    Newest(T first) {
        this.newest = new AtomicReference<>(new Reading<>(0, first));
    }

    T get() {
        return newest.get().value();
    }

    Uni<Void> read(Uni<T> source) {
        return Uni.createFrom()
                .deferred(() -> {
                    long number = begun.incrementAndGet();
                    return source.invoke(value -> keep(new Reading<>(number, value)));
                })
                .replaceWithVoid();
    }

    private void keep(Reading<T> reading) {
        newest.accumulateAndGet(reading, (kept, read) -> read.number() > kept.number() ? read : kept);
    }
}
