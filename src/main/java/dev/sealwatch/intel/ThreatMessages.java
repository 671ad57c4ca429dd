package dev.sealwatch.intel;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Who put an address on the list and why, a line for each detector that does; see {@code messages/threat*.properties}. */
@MessageBundle("threat")
interface ThreatMessages {

    @Message
    String reported(String source);

    @Message
    String source(String word);
}
