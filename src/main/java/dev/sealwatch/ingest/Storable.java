package dev.sealwatch.ingest;

import dev.sealwatch.platform.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry's texts on their way into its columns: redacted, then cut; what was lost is flagged and warned of. */
final class Storable {

    /** No literal is longer, even with zone and port. */
    private static final int LONGEST_ADDRESS = 128;

    private final Redactor redactor;
    private final IngestConfig limits;
    private final SiemFlags flags = new SiemFlags();
    private final List<Warning> warnings = new ArrayList<>(0);

    Storable(Redactor redactor, IngestConfig limits) {
        this.redactor = redactor;
        this.limits = limits;
    }

    SiemFlags flags() {
        return flags;
    }

    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    void warn(String code, String detail) {
        warnings.add(new Warning(code, detail));
    }

    String message(String sent) {
        String text = redactor.redact(sent);
        int limit = limits.maxMessageBytes();
        if (text.length() * 3L <= limit || Utf8.length(text) <= limit) {
            return text;
        }
        flags.cut("truncated", text);
        warn("message_truncated", "The message of " + Utf8.length(text) + " bytes was cut to " + limit + " bytes.");
        return text.substring(0, Utf8.fitting(text, limit));
    }

    /** At most so many characters (code points) of a text, or null of null. */
    String shortened(EntryField field, String sent, int limit) {
        String text = sent == null ? null : redactor.redact(sent);
        if (text == null || text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        flags.cut(field.json() + "_truncated", text);
        warn(field.json() + "_truncated", "The " + field.json() + " was cut to " + limit + " characters.");
        return text.substring(0, text.offsetByCodePoints(0, limit));
    }

    /** Null where none was sent, or what was sent is no address. */
    IpAddress address(String sent) {
        if (sent == null) {
            return null;
        }
        Optional<IpAddress> address = sent.length() > LONGEST_ADDRESS ? Optional.empty() : IpAddress.parse(sent);
        if (address.isEmpty()) {
            String raw = redactor.redact(sent);
            int end = Math.min(raw.codePointCount(0, raw.length()), LONGEST_ADDRESS);
            flags.put("ip_raw", raw.substring(0, raw.offsetByCodePoints(0, end)));
            warn("bad_ip_address", "The ip_address is no IPv4 or IPv6 literal; it is kept in metadata.siem.ip_raw.");
        }
        return address.orElse(null);
    }

    /** The metadata with what this service has to say of the entry. Comes last, when all is said. */
    String metadata(SentEntry sent) {
        SentMetadata metadata = sent.metadata();
        if (metadata.dropped() != null) {
            flags.dropped(metadata.dropped());
            warn(
                    "metadata_dropped",
                    "The metadata is over a limit (" + metadata.dropped().reason() + ") and not stored.");
        }
        if (sent.sanitized()) {
            flags.put("sanitized", true);
            warn("text_sanitized", "Characters that can't be stored, U+0000 or lone surrogates, became U+FFFD.");
        }
        return flags.in(metadata.json());
    }
}
