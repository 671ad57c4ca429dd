package dev.sealwatch.notify;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings made in a test. */
final class Configs {

    private Configs() {}

    /** @param pairs name below {@code sealwatch.notify} and value, by turns */
    static NotifyConfig of(String... pairs) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(NotifyConfig.class);
        for (int i = 0; i < pairs.length; i += 2) {
            builder.withDefaultValue("sealwatch.notify." + pairs[i], pairs[i + 1]);
        }
        return builder.build().getConfigMapping(NotifyConfig.class);
    }
}
