package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What was read last: a reading that began earlier never replaces one that began later, whichever ends first. */
final class Newest<T> {

    private record Numbered<T>(long number, T value) {}

    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Numbered<T>> newest;

    Newest(T first) {
        this.newest = new AtomicReference<>(new Numbered<>(0, first));
    }

    T get() {
        return newest.get().value();
    }

    Uni<Void> read(Uni<T> source) {
        return Uni.createFrom()
                .deferred(() -> {
                    long number = begun.incrementAndGet();
                    return source.invoke(value -> keep(new Numbered<>(number, value)));
                })
                .replaceWithVoid();
    }

    private void keep(Numbered<T> numbered) {
        newest.accumulateAndGet(numbered, (kept, read) -> read.number() > kept.number() ? read : kept);
    }
}
