package dev.sealwatch.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How people are told, and how hard it is tried. */
@ConfigMapping(prefix = "sealwatch.notify")
public interface NotifyConfig {

    /** Private addresses that webhooks may reach, as CIDRs; plain http is allowed there, and only there */
    Optional<List<String>> allowedCidrs();

    /** Address of the DNS server that webhooks' names are asked of, with :port where it is not 53; else the system's */
    Optional<String> dnsServer();

    /** Encrypts addresses and secrets of webhooks in the database, the same on all replicas: at least 32 bytes */
    Optional<String> secret();

    /** QUARKUS_MAILER_HOST; without it there is no mail */
    Optional<String> mailHost();

    /** QUARKUS_MAILER_FROM; without it there is no mail */
    Optional<String> mailFrom();

    /** What was not heard of by LISTEN is looked for this often: nobody waits longer for a message */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration every();

    /** Connecting, TLS, head and body of an answer together: a healthy receiver takes a tenth of that */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration webhookTimeout();

    /** A mail server may look long at a mail before it takes it */
    @WithDefault("20s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration mailTimeout();

    /** A sending that has not ended by then died with its process and is repeated: longer than any takes */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration lease();

    /** Sendings to one channel at once, on all replicas together: a slow receiver is not flooded */
    @WithDefault("4")
    @Min(1) @Max(100) int atOnce();

    /** Pause after the first failure; it doubles with each further one */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration firstPause();

    /** Pauses grow up to this: how late somebody is told after his receiver is back */
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 24)
    Duration longestPause();

    /** How long a receiver's Retry-After is believed */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 24)
    Duration longestRetryAfter();

    /** Then it is given up, visibly: by that time somebody has looked at the page */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 30)
    Duration giveUpAfter();

    /** How long it can be seen what was told, and whether it arrived: a season */
    @WithDefault("90d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration keptFor();

    /** Pages of one user that are told as it happens: some windows on some machines */
    @WithDefault("10")
    @Min(1) @Max(1000) int streamsEach();

    /** The same of all users of one replica together: each asks the database when there is news */
    @WithDefault("500")
    @Min(1) @Max(100000) int streams();

    /** A page that has not taken what was sent to it for so long is cut off, and resumes where it was */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration slowReader();
}
