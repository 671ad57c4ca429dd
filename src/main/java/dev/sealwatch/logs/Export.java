package dev.sealwatch.logs;

import dev.sealwatch.logs.ExportStore.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.Function;

/** One export on its way to one client: the next page is read when the one before has left. */
final class Export {

    private final Function<ExportWalk, Uni<Page>> pages;
    private final ExportFormat format;
    private final HttpServerResponse response;
    private Optional<ExportWalk> walk;
    private long entries;

    Export(
            Function<ExportWalk, Uni<Page>> pages,
            ExportFormat format,
            HttpServerResponse response,
            Optional<ExportWalk> walk) {
        this.pages = pages;
        this.format = format;
        this.response = response;
        this.walk = walk;
    }

    /** Fails when the client goes away, or with what went wrong in reading; nothing is sent before the first page is read. */
    Uni<Void> send() {
        Multi<String> texts = Multi.createBy()
                .repeating()
                .uni(() -> walk.map(this::page).orElseGet(this::nothing))
                .whilst(text -> walk.isPresent());
        return texts.onItem()
                .transformToUniAndConcatenate(this::write)
                .onItem()
                .ignoreAsUni()
                .chain(() -> UniHelper.toUni(response.end(format.tail())));
    }

    private Uni<String> page(ExportWalk from) {
        return pages.apply(from).map(page -> {
            String text = format.text(page.slice().entries(), entries > 0);
            walk = page.walk().after(page.slice(), text.length());
            entries += page.slice().size();
            return text;
        });
    }

    private Uni<String> nothing() {
        return Uni.createFrom().item("");
    }

    private Uni<Void> write(String text) {
        String whole = response.headWritten() ? text : format.head() + text;
        return whole.isEmpty() ? Uni.createFrom().voidItem() : UniHelper.toUni(response.write(whole));
    }
}
