package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NewestTest {

    private final Newest<String> newest = new Newest<>("nothing");

    @Test
    void keepsTheReadingThatBeganLastWhicheverEndsFirst() {
        CompletableFuture<String> early = begin();
        CompletableFuture<String> late = begin();

        late.complete("after the change");
        assertThat(newest.get()).isEqualTo("after the change");

        early.complete("before the change");
        assertThat(newest.get()).isEqualTo("after the change");
    }

    @Test
    void keepsEveryReadingUntilALaterOneEnds() {
        CompletableFuture<String> early = begin();
        CompletableFuture<String> late = begin();

        assertThat(newest.get()).isEqualTo("nothing");
        early.complete("early");
        assertThat(newest.get()).isEqualTo("early");
        late.complete("late");
        assertThat(newest.get()).isEqualTo("late");
    }

    @Test
    void keepsWhatItHasWhenReadingFails() {
        begin().complete("known");
        begin().completeExceptionally(new IllegalStateException("The database is away"));

        assertThat(newest.get()).isEqualTo("known");
    }

    private CompletableFuture<String> begin() {
        CompletableFuture<String> source = new CompletableFuture<>();
        newest.read(Uni.createFrom().completionStage(source)).subscribe().with(done -> {}, failure -> {});
        return source;
    }
}
