package dev.sealwatch.intel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which addresses become indicators, and for how long. */
@ConfigMapping(prefix = "sealwatch.intel")
public interface IntelConfig {

    /** Addresses of your own, as CIDRs, that never become indicators; private, loopback and link-local ones never do */
    Optional<List<String>> ownAddresses();

    /** After its last episode: by then a dynamic address has found another owner */
    @WithDefault("30d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration expiry();

    /** Expired ones are forgotten after that, with their episodes: an address that comes back later begins anew */
    @WithDefault("365d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration kept();
}
