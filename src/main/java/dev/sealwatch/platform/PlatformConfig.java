package dev.sealwatch.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the process keeps its files and who stands in front of it. */
@ConfigMapping(prefix = "sealwatch")
public interface PlatformConfig {

    /** Embedded database, generated keys. */
    @WithDefault("data")
    Path dataDir();

    /** Set by the process itself when it brought its own PostgreSQL: then missing secrets are made, not refused. */
    @WithDefault("false")
    boolean embedded();

    /** Proxies whose X-Forwarded-For counts, as CIDRs. */
    Optional<List<String>> trustedProxies();

    /** Where people reach the service: the base of the links that it sends, such as https://siem.example. */
    Optional<String> publicUrl();
}
