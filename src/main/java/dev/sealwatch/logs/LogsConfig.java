package dev.sealwatch.logs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Sources, and how reading and keeping entries is bounded. */
@ConfigMapping(prefix = "sealwatch.logs")
public interface LogsConfig {

    /** Sources that exist from the start; what was changed through the API since stays as it is. */
    Map<String, SourceConfig> sources();

    /** A source registered on another replica is known here after this long. */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration sourcesEvery();

    /** Partitions are made over a week ahead, so many hours may fail; a new retention is served on demand until then. */
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration partitionsEvery();

    /** A question that takes longer is refused; an analyst would have given up, and the database is needed for ingest. */
    @WithDefault("8s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 15)
    Duration queryTimeout();

    /** Live tails on one replica: each asks twice a second for what is new. */
    @WithDefault("20")
    @Min(1) @Max(1_000) int tails();

    /** The same of one user, so that nobody takes them all: one for each page that is looked at. */
    @WithDefault("5")
    @Min(1) @Max(1_000) int tailsEach();

    /** Counting that takes longer answers an estimate instead of keeping a page waiting that was found at once. */
    @WithDefault("2s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 15)
    Duration countTimeout();

    /** A page leaves out what takes longer to count: its timeline, which it offers to count then, and how many a wider search would find. */
    @WithDefault("150ms")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 15)
    Duration glanceTimeout();

    /** Counts by hour lag so long; what is not counted yet is read when it is asked for. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration statisticsEvery();

    /** Entries that one transaction counts: about a second, so that nothing waits long for its end. */
    @WithDefault("200000")
    @Min(1000) @Max(2_000_000) int statisticsChunk();

    /** Expired partitions wait this long at most; they are a day or a week wide, so more often gains nothing. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration retentionEvery();

    /** A replica or database whose clock runs this far off would drop what it must keep: it drops nothing. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration retentionClockTolerance();

    /** How long a repeated sending is noticed as one; longer than any sender buffers. */
    @WithDefault("30d")
    @DurationMin(days = 1)
    @DurationMax(days = 365)
    Duration idsKeptFor();

    /** Entries, or ids, that one statement of a purge handles: some 100 ms, so that nobody waits for its transaction. */
    @WithDefault("10000")
    @Min(1) @Max(1_000_000) int purgeChunk();

    /** One source of entries. */
    interface SourceConfig {

        /** How much it matters: low, medium, high or critical. */
        Sources.Priority priority();

        /** Days that entries are kept; 65535 is "never purged". */
        @Min(1) @Max(65_535) int retentionDays();
    }
}
