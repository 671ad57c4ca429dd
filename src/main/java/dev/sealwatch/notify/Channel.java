package dev.sealwatch.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sealwatch.pages.Viewer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A way to tell people.
 *
 * @param url of a webhook, as it may be shown
 * @param target a webhook's whole URL and its secret, sealed
 * @param recipients of mails
 */
record Channel(
        UUID id,
        String name,
        Type type,
        boolean enabled,
        Preset preset,
        String url,
        @JsonIgnore byte[] target,
        List<String> recipients,
        Language language) {

    /** How it is sent. */
    enum Type {
        WEBHOOK,
        EMAIL;

        /** The word used in the database and in JSON. */
        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In what language its readers are told. */
    enum Language {
        EN,
        RO;

        /** The word used in the database and in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Locale locale() {
            return Locale.forLanguageTag(word());
        }

        /** @param header Accept-Language, or null; English where none fits */
        static Language accepted(String header) {
            return Viewer.accepted(header).equals(RO.locale()) ? RO : EN;
        }
    }

    static Channel of(Row row) {
        return new Channel(
                row.getUUID("channel_id"),
                row.getString("name"),
                Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getBoolean("enabled"),
                Optional.ofNullable(row.getString("preset")).map(Preset::of).orElse(null),
                row.getString("url"),
                Optional.ofNullable(row.getBuffer("target"))
                        .map(bytes -> bytes.getBytes())
                        .orElse(null),
                Optional.ofNullable(row.getArrayOfStrings("recipients"))
                        .map(List::of)
                        .orElse(null),
                Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)));
    }
}
