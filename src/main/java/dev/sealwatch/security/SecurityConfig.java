package dev.sealwatch.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Lifetimes and limits of access. */
@ConfigMapping(prefix = "sealwatch.security")
public interface SecurityConfig {

    /** Password of the first user, {@code admin}; looked at only while there is no user. */
    Optional<String> adminPassword();

    /** A working day: who signs in at its start is not asked again. */
    @WithDefault("8h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration session();

    /** Where a token's creator names no lifetime: rotated once a season. */
    @WithDefault("90d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3_650)
    Duration tokenLifetime();

    /** Nobody remembers a token that is older than a year. */
    @WithDefault("365d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3_650)
    Duration maxTokenLifetime();

    /** How soon another replica's changes to users and tokens count here; 5 s are promised. */
    @WithDefault("3s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 5)
    Duration standingEvery();

    /** 2^12 rounds, about a quarter of a second: unnoticed at a sign-in, dear to a guesser. */
    @WithDefault("12")
    @Min(4) @Max(20) int bcryptCost();

    /** Passwords checked at once: leaves a core of a small machine for everything else. */
    @WithDefault("2")
    @Min(1) @Max(64) int passwordThreads();

    /** Sign-ins that wait for a check: a few seconds' worth, then 503. */
    @WithDefault("32")
    @Min(1) @Max(10_000) int passwordQueue();

    Limits limits();

    /** Requests a minute, and how many of the refused ones are told one by one. */
    interface Limits {

        /** Ten a second for everything but ingest: a person with several live pages open. */
        @WithDefault("600")
        @Min(1) @Max(1_000_000) int queries();

        /** A hundred requests of up to 1 000 entries a second. */
        @WithDefault("6000")
        @Min(1) @Max(1_000_000) int ingest();

        /** Sign-ins to one account: more than a person mistypes. */
        @WithDefault("10")
        @Min(1) @Max(1_000_000) int loginPerAccount();

        /** Sign-ins from one address: an office behind one of them. */
        @WithDefault("30")
        @Min(1) @Max(1_000_000) int loginPerClient();

        /** Whoever is counted: about 300 bytes each, the longest unseen forgotten first. */
        @WithDefault("100000")
        @Min(1_000) @Max(10_000_000) int tracked();

        /** Refusals of one anonymous address that get an entry each. */
        @WithDefault("60")
        @Min(0) @Max(10_000) int auditedPerAddress();

        /** The same for all anonymous addresses together: a flood fills a summary, not the log. */
        @WithDefault("600")
        @Min(0) @Max(100_000) int auditedInAll();
    }
}
