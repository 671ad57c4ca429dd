package dev.sealwatch.detection;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What anomalies are called, a line for each type; the words are in {@code messages/anomaly*.properties}.
 *
 * <p>{@code who} is a user or an address, {@code observed} what the worst window held, {@code window} how long that is.
 */
@MessageBundle("anomaly")
interface AnomalyMessages {

    @Message
    String title(String type);

    @Message
    String text(String type, String who, int observed, String window, int threshold);

    @Message
    String followed();
}
