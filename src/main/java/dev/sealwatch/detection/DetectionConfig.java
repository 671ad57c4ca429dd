package dev.sealwatch.detection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** When the detectors run and what they hold for an attack; stored settings override thresholds and windows. */
@ConfigMapping(prefix = "sealwatch.detection")
public interface DetectionConfig {

    /** A cycle, 5 s at least: an attack is told of within this time and what the cycle takes. */
    @WithDefault("60s")
    @DurationMin(seconds = 5)
    @DurationMax(days = 1)
    Duration every();

    /** Where the hours of anomalous access are told, by IANA rules. */
    @WithDefault("UTC")
    String zone();

    /**
     * Entries that one transaction of a detector takes on: some 30 MiB of memory each, with eight detectors at once, so
     * that a backlog fits. Halved where it fails.
     */
    @WithDefault("200000")
    @Min(1000) @Max(2_000_000) int chunk();

    /** One statement of a detector may take this long, and so may it pause within its transaction. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration timeout();

    /** Windows that hold as many events are kept from run to run; smaller ones are read again as quickly. */
    @WithDefault("200")
    @Min(1) @Max(1_000_000) int keptWindow();

    /** The leader asks the database this often whether it still leads: well within the silence that ends a session. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 15)
    Duration heartbeat();

    /** A replica whose clock runs this far off the database's would end and count wrongly: it leads nothing. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration clockTolerance();

    BruteForceConfig bruteForceAttack();

    AccountEnumerationConfig accountEnumeration();

    PrivilegeEscalationConfig privilegeEscalation();

    AnomalousAccessConfig anomalousAccess();

    SuspiciousIpConfig suspiciousIp();

    DataExfiltrationConfig dataExfiltration();

    SessionAnomalyConfig sessionAnomaly();

    RateLimitAbuseConfig rateLimitAbuse();

    /** What every detector has. */
    interface RuleConfig {

        /** What a window must hold. */
        @Min(1) @Max(1_000_000) int threshold();

        /** How long a window is. */
        @DurationMin(seconds = 1)
        @DurationMax(days = 7)
        Duration window();
    }

    /** Refused credentials of one address. */
    interface BruteForceConfig extends RuleConfig {

        /** A person gives up or resets the password before the tenth. */
        @WithDefault("10")
        @Override
        int threshold();

        /** Ten by hand take minutes. */
        @WithDefault("10m")
        @Override
        Duration window();

        /** No person types this fast. */
        @WithDefault("50")
        @Min(1) @Max(1_000_000) int criticalAt();
    }

    /** Different users that one address failed to sign in as. */
    interface AccountEnumerationConfig extends RuleConfig {

        /** A shared desk has fewer. */
        @WithDefault("5")
        @Override
        int threshold();

        /** Guessing names is fast. */
        @WithDefault("5m")
        @Override
        Duration window();

        /** A list of names, not a guess. */
        @WithDefault("20")
        @Min(1) @Max(1_000_000) int highAt();
    }

    /** Refusals for want of permission. */
    interface PrivilegeEscalationConfig extends RuleConfig {

        /** Once is a wrong link, twice a doubt. */
        @WithDefault("3")
        @Override
        int threshold();

        /** Long enough for somebody who looks for a door by hand. */
        @WithDefault("30m")
        @Override
        Duration window();
    }

    /** Access by night. */
    interface AnomalousAccessConfig extends RuleConfig {

        /** One or two are a phone that syncs. */
        @WithDefault("3")
        @Override
        int threshold();

        /** Somebody at work stays an hour. */
        @WithDefault("60m")
        @Override
        Duration window();

        /** First hour of the night. */
        @WithDefault("2")
        @Min(0) @Max(23) int fromHour();

        /** The hour at which the night is over, of the next day where it is not later than the first one. */
        @WithDefault("5")
        @Min(1) @Max(24) int untilHour();
    }

    /** Very many entries of one address. */
    interface SuspiciousIpConfig extends RuleConfig {

        /** A person clicks less in an hour. */
        @WithDefault("100")
        @Override
        int threshold();

        /** The seed's hour. */
        @WithDefault("60m")
        @Override
        Duration window();

        /** As many different users are a factor. */
        @WithDefault("10")
        @Min(1) @Max(1_000_000) int users();

        /** More than this share of errors, in percent, is a factor. */
        @WithDefault("30")
        @Min(0) @Max(100) int errorPercent();
    }

    /** Exports and downloads. */
    interface DataExfiltrationConfig extends RuleConfig {

        /** A report is exported once or twice. */
        @WithDefault("5")
        @Override
        int threshold();

        /** Long enough for big files. */
        @WithDefault("30m")
        @Override
        Duration window();
    }

    /** Addresses that one user signs in from. */
    interface SessionAnomalyConfig extends RuleConfig {

        /** Home, work, phone and a café are four. */
        @WithDefault("5")
        @Override
        int threshold();

        /** A day's travel. */
        @WithDefault("24h")
        @Override
        Duration window();
    }

    /** Refusals by a rate limit. */
    interface RateLimitAbuseConfig extends RuleConfig {

        /** A client that backs off is refused less often. */
        @WithDefault("5")
        @Override
        int threshold();

        /** Several periods of a usual limit. */
        @WithDefault("15m")
        @Override
        Duration window();
    }
}
