package dev.sealwatch.integrity;

import java.util.Optional;

/**
 * The key that rows name by number.
 *
 * @param kid null for a number that nobody registered
 * @param key empty where its secret is not configured
 */
record KeyInUse(int keyNo, String kid, Optional<HmacKey> key) {

    boolean isNamed() {
        return kid != null;
    }

    boolean isKnown() {
        return key.isPresent();
    }
}
