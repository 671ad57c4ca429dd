package dev.sealwatch.intel;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Why an address is on the list, a line for each detector that puts it there; see {@code messages/threat*.properties}. */
@MessageBundle("threat")
interface ThreatMessages {

    @Message
    String reported(String source);
}
