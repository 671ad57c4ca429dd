package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Type;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Uuid7;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What people do about channels. */
@ApplicationScoped
class Channels {

    private final ChannelStore store;
    private final ChannelDraft draft;
    private final AuditTrail trail;
    private final Clock clock;

    Channels(ChannelStore store, ChannelDraft draft, AuditTrail trail, Clock clock) {
        this.store = store;
        this.draft = draft;
        this.trail = trail;
        this.clock = clock;
    }

    Uni<Channel> add(SentChannel sent, Caller caller) {
        Type type = sent.kind();
        UUID id = Uuid7.at(clock.instant(), 0);
        return draft.of(id, type, sent, null)
                .flatMap(channel -> trail.change(connection -> store.add(connection, channel, caller.principal())
                        .invoke(added -> refuseUnless(added, channel))
                        .map(added -> new Change<>(channel, added(channel, caller)))));
    }

    /** The name server is asked before the transaction begins. */
    Uni<Channel> change(UUID id, SentChannel sent, Caller caller) {
        return known(id)
                .invoke(sent::refuseAnother)
                .flatMap(before -> draft.of(id, before.type(), sent, before))
                .flatMap(after -> trail.change(connection -> store.hold(connection, id)
                        .map(held -> held.orElseThrow(() -> unknown(id)))
                        .flatMap(before -> store.change(connection, after, caller.principal())
                                .invoke(changed -> refuseUnless(changed, after))
                                .map(changed -> new Change<>(after, changed(before, after, caller))))));
    }

    Uni<Void> remove(UUID id, Caller caller) {
        return trail.change(connection -> store.hold(connection, id)
                .map(held -> held.orElseThrow(() -> unknown(id)))
                .call(held -> store.usedBy(connection, id).invoke(rules -> refuseUsed(held, rules)))
                .call(held -> store.remove(connection, id))
                .map(held -> new Change<>(null, removed(held, caller))));
    }

    /** It changes nothing, but others hear of it. */
    void tested(Channel channel, String outcome, Caller caller) {
        trail.record(event("siem_channel_tested", "Channel tested", caller, channel, Map.of("outcome", outcome)));
    }

    Uni<Channel> known(UUID id) {
        return store.one(id).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    private static void refuseUnless(boolean done, Channel channel) {
        if (!done) {
            throw Refusal.conflict("channel_name_taken", "There is a channel " + channel.name() + " already.");
        }
    }

    private static void refuseUsed(Channel channel, List<String> rules) {
        if (!rules.isEmpty()) {
            throw Refusal.conflict(
                    "channel_in_use",
                    "Rules tell by " + channel.name() + ": " + String.join(", ", rules)
                            + ". Take it off their channels first, or disable it.");
        }
    }

    private static Refusal unknown(UUID id) {
        return Refusal.notFound("channel", id);
    }

    private static AuditEvent added(Channel channel, Caller caller) {
        return event("siem_channel_added", "Channel added", caller, channel, Map.of("after", said(channel)));
    }

    private static AuditEvent changed(Channel before, Channel after, Caller caller) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("before", said(before));
        change.put("after", said(after));
        change.put("moved", !Objects.equals(before.url(), after.url()));
        return event("siem_channel_changed", "Channel changed", caller, after, change);
    }

    private static AuditEvent removed(Channel channel, Caller caller) {
        return event("siem_channel_removed", "Channel removed", caller, channel, Map.of("before", said(channel)));
    }

    private static AuditEvent event(
            String category, String message, Caller caller, Channel channel, Map<String, Object> change) {
        Map<String, Object> details = new LinkedHashMap<>(change);
        details.put("id", channel.id().toString());
        details.put("type", channel.type().word());
        return AuditEvent.siem("warn", category, message, caller, details);
    }

    /** To whom. Whoever reads it may not manage channels, and a path or a query may be what lets one post there. */
    static String where(Channel channel) {
        return channel.type() == Type.WEBHOOK
                ? channel.url().replaceFirst("(?i)^(https?://[^/?]+).*", "$1/…")
                : String.join(", ", channel.recipients());
    }

    private static Map<String, Object> said(Channel channel) {
        return Map.of(
                "name", channel.name(),
                "enabled", channel.enabled(),
                "to", where(channel),
                "language", channel.language().word());
    }
}
