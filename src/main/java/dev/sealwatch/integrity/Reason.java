package dev.sealwatch.integrity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is wrong with an entry or a batch. */
enum Reason {
    /** The entry, or a column derived from it, is not what was signed. */
    @JsonProperty("modified")
    MODIFIED(Kind.TAMPERED),
    /** The entry is as it was committed to, its signature is not. */
    @JsonProperty("bad_signature")
    BAD_SIGNATURE(Kind.TAMPERED),
    /** The entry is as it was signed, its leaf commit is not. */
    @JsonProperty("bad_leaf_commit")
    BAD_LEAF_COMMIT(Kind.TAMPERED),
    /** A true entry in another entry's place. */
    @JsonProperty("reordered")
    REORDERED(Kind.TAMPERED),
    /** The row of the batch was changed; its entries are those that it was made of. */
    @JsonProperty("batch_modified")
    BATCH_MODIFIED(Kind.TAMPERED),
    /** Each entry is true, but together and in this order they are not what the batch was made of. */
    @JsonProperty("bad_mac")
    BAD_MAC(Kind.TAMPERED),
    @JsonProperty("missing")
    MISSING(Kind.MISSING),
    /** What is left of a purged entry does not prove that it was due. */
    @JsonProperty("purged_early")
    PURGED_EARLY(Kind.MISSING),
    /** A writer's numbers have a gap: at least one whole batch is gone. */
    @JsonProperty("batch_missing")
    BATCH_MISSING(Kind.MISSING),
    /** Not part of the batch that it claims to belong to. */
    @JsonProperty("inserted")
    INSERTED(Kind.INSERTED);

    /** Which count it belongs to. */
    enum Kind {
        TAMPERED,
        MISSING,
        INSERTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;

    Reason(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
