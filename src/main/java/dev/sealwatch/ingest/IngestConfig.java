package dev.sealwatch.ingest;

import dev.sealwatch.logs.LogEntry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What is accepted, and how much of it. */
@ConfigMapping(prefix = "sealwatch.ingest")
public interface IngestConfig {

    /** Entries in one JSON body: what one flush still takes at once. NDJSON streams have no limit. */
    @WithDefault("1000")
    @Min(1) @Max(10_000) int maxEntries();

    /** UTF-8 bytes of a message that are kept: a stack trace fits, a file does not. */
    @WithDefault("65536")
    @Min(1) @Max(1_048_576) int maxMessageBytes();

    /** UTF-8 bytes of metadata, redacted and without white space: above it, jsonb gets slow to read back. */
    @WithDefault("65536")
    @Min(2) @Max(1_048_576) int maxMetadataBytes();

    /** Levels of metadata, its own object being the first: nobody reads deeper. */
    @WithDefault("16")
    @Min(1) @Max(64) int maxMetadataLevels();

    /** Values in metadata, objects and arrays included: bounds the work per entry. */
    @WithDefault("1000")
    @Min(1) @Max(100_000) int maxMetadataNodes();

    /** Characters of one number: jsonb keeps every digit, and no measurement has more. */
    @WithDefault("40")
    @Min(1) @Max(1_000) int maxNumberCharacters();

    /** Exponent of a number, either sign: the range of a double. */
    @WithDefault("308")
    @Min(0) @Max(308) int maxNumberExponent();

    /** Characters of a user's name that are kept: an e-mail address has at most 254. */
    @WithDefault("256")
    @Min(1) @Max(1_024) int maxUserIdCharacters();

    /** Characters of a user agent that are kept: real ones stay below 500. */
    @WithDefault("1024")
    @Min(1) @Max(8_192) int maxUserAgentCharacters();

    /** How far ahead of the receive time a timestamp may be, at most a day: a wrong time zone, but not a wrong year. */
    @WithDefault("PT24H")
    @DurationMin(nanos = 0)
    @DurationMax(hours = LogEntry.MOST_HOURS_AHEAD)
    Duration maxFuture();

    /** Keys whose values are secret, in words joined by {@code _}; a key matches when these are its last words. */
    @WithDefault("password,passwd,passphrase,secret,token,authorization,cookie,cookies,api_key,session_id,private_key,"
            + "access_key,jsessionid,phpsessid")
    List<String> redactKeys();

    /** Other names of the categories that the detectors read, as {@code alias=category}. */
    @WithDefault("auth_fail=login_failed,authentication_failed=login_failed,failed_login=login_failed,"
            + "login_failure=login_failed,auth_success=login_success,login=login_success,"
            + "mfa_failed=two_factor_failed,2fa_failed=two_factor_failed,unauthorized_access=authorization_denied,"
            + "access_denied=authorization_denied,permission_denied=authorization_denied,"
            + "forbidden=authorization_denied,request=access,http_request=access,export=data_export,"
            + "download=data_download,file_download=data_download,rate_limit=rate_limit_exceeded,"
            + "rate_limited=rate_limit_exceeded,too_many_requests=rate_limit_exceeded")
    List<String> categoryAliases();

    /** Bytes of a JSON body, before and after inflating (5 MiB): some 10 000 ordinary entries. */
    @WithDefault("5242880")
    @Min(1_024) @Max(268_435_456) long maxBodyBytes();

    /** Bytes of one NDJSON line (256 KiB): more than the largest message and metadata together. */
    @WithDefault("262144")
    @Min(1_024) @Max(16_777_216) int maxLineBytes();

    /** How long a request waits for its commit before it is refused: less than most proxies wait. */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 5)
    Duration answerWithin();

    Buffer buffer();

    /** Between the requests and the database. */
    interface Buffer {

        /** Entries that may wait: about a second of full load. */
        @WithDefault("20000")
        @Min(1) @Max(1_000_000) int entries();

        /** Bytes of memory that waiting entries may take (64 MiB): a quarter of the smallest sensible heap. */
        @WithDefault("67108864")
        @Min(1_048_576) @Max(8_589_934_592L) long bytes();

        /** Entries of one flush: beyond about a thousand, batches get no faster. */
        @WithDefault("1000")
        @Min(1) @Max(65_536) int flushEntries();

        /** Bytes of memory of the entries of one flush (4 MiB): keeps its transaction below half a second. */
        @WithDefault("4194304")
        @Min(65_536) @Max(268_435_456) long flushBytes();

        /** How long the first entry of a flush waits for others. */
        @WithDefault("PT0.001S")
        @DurationMin(nanos = 0)
        @DurationMax(seconds = 1)
        Duration linger();

        /** Flushes in flight, each on its own connection: more than two cores can sign do not help. */
        @WithDefault("3")
        @Min(1) @Max(16) int lanes();

        /** Entries answered "buffered" that may be uncommitted at once: what a crash can cost. */
        @WithDefault("100")
        @Min(0) @Max(10_000) int unconfirmedEntries();

        /** How long at most they stay so. */
        @WithDefault("PT5S")
        @DurationMin(millis = 10)
        @DurationMax(minutes = 1)
        Duration unconfirmedFor();
    }
}
