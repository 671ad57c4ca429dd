package dev.sealwatch.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads again what verifications were asked for and what they found. */
@Singleton
class VerificationHistory {

    private static final int SHOWN = 50;

    private final Verifications verifications;
    private final ObjectMapper json;

    VerificationHistory(Verifications verifications, ObjectMapper json) {
        this.verifications = verifications;
        this.json = json;
    }

    /** The latest first. */
    Uni<List<ShownRun>> latest() {
        return verifications
                .latest(SHOWN, 0)
                .map(runs -> runs.stream().map(this::shown).toList());
    }

    /** Empty for what is no id of one. */
    Uni<Optional<ShownRun>> find(String id) {
        return LogEntry.logId(id)
                .map(uuid -> verifications
                        .find(uuid)
                        .map(run -> Optional.of(shown(run)))
                        .onFailure(Refusal.class)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private ShownRun shown(VerificationRun run) {
        return new ShownRun(run, read(run.selection(), Selection.class), read(run.result(), Verdict.class));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("What is stored of a verification is what was written of it", bug);
        }
    }
}
