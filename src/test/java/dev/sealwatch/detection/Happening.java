package dev.sealwatch.detection;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogEntry.Level;
import java.time.Instant;
import java.util.UUID;

/** Something that a sender tells of, with what a reader of the contract makes of its user and its address. */
record Happening(UUID id, Instant at, String category, Level level, Name name, Place place) {

    Happening(Instant at, String category, Level level, Name name, Place place) {
        this(UUID.randomUUID(), at, category, level, name, place);
    }

    /** @param key what users are compared by, null for nobody */
    record Name(String sent, String key) {

        static final Name NOBODY = new Name(null, null);

        static Name of(String plain) {
            return new Name(plain, plain);
        }
    }

    /** @param key what addresses are grouped by, null for nowhere */
    record Place(String sent, String key) {

        static final Place NOWHERE = new Place(null, null);

        /** An IPv4 address inside an IPv6 one is that IPv4 address. */
        String stored() {
            return sent == null ? null : sent.replace("::ffff:", "");
        }

        static Place of(String plain) {
            return new Place(plain, plain);
        }
    }

    static Happening of(Instant at, String category, String user, String address) {
        return new Happening(
                at,
                category,
                Level.INFO,
                user == null ? Name.NOBODY : Name.of(user),
                address == null ? Place.NOWHERE : Place.of(address));
    }

    Happening level(Level howBad) {
        return new Happening(id, at, category, howBad, name, place);
    }

    AnEntry entry() {
        AnEntry entry = AnEntry.at(at).logId(id).category(category).level(level).user(name.sent());
        return place.sent() == null ? entry : entry.address(place.sent());
    }
}
