package dev.sealwatch.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is in the demonstration: nobody real, as names under {@code .example} and addresses for documentation say (RFC 2606,
 * RFC 5737). Those who do wrong are others each time, so that what was resolved before has no part in it.
 *
 * @param guesser finds out the password of the victim, and leaves with data
 * @param lister tries which accounts there are
 * @param sleepless works at night
 */
record Cast(List<Actor> staff, Actor victim, Actor guesser, Actor lister, Actor sleepless) {

    private static final List<String> STAFF = List.of(
            "ana", "bogdan", "carmen", "dan", "elena", "florin", "gabriela", "horia", "irina", "jean", "larisa");
    private static final List<String> NAMES = List.of(
            "popescu",
            "ionescu",
            "marin",
            "dumitru",
            "stan",
            "rusu",
            "moldovan",
            "lazar",
            "ene",
            "toma",
            "dobre",
            "voicu",
            "neagu",
            "sandu",
            "oprea",
            "preda",
            "manea",
            "badea",
            "vlad",
            "ursu");
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15");
    private static final String SCRIPT = "python-requests/2.32.3";

    /** Long enough for an audience to ask for it again. */
    private static final int SECONDS_EACH = 4;

    private static final int INITIALS = 20;
    private static final int NUMBERS = 90;
    private static final int HOSTS = 254;

    /** @param user as in the entries, or null */
    record Actor(String user, String address, String agent) {

        /** The same machine trying to be somebody else. */
        Actor as(String other) {
            return new Actor(other, address, agent);
        }

        /** The same person at another machine. */
        Actor at(Actor machine) {
            return new Actor(user, machine.address, machine.agent);
        }
    }

    static Cast of(Instant time) {
        long slot = time.getEpochSecond() / SECONDS_EACH;
        long host = 1 + slot % HOSTS;
        List<Actor> staff = IntStream.range(0, STAFF.size())
                .mapToObj(place -> new Actor(mail(STAFF.get(place)), "10.20.0." + (11 + place), browser(place)))
                .toList();
        return new Cast(
                staff,
                new Actor(person(slot), "10.20.0.40", browser(0)),
                new Actor(null, "203.0.113." + host, SCRIPT),
                new Actor(null, "198.51.100." + host, "curl/8.11.0"),
                new Actor(person(slot + INITIALS / 2), "10.20.0.41", browser(1)));
    }

    /** Another one for each slot of some days. */
    private static String person(long slot) {
        char initial = (char) ('a' + slot % INITIALS);
        String name = NAMES.get((int) (slot / INITIALS % NAMES.size()));
        return mail(initial + "." + name + (10 + slot / INITIALS / NAMES.size() % NUMBERS));
    }

    static String mail(String name) {
        return name + "@shop.example";
    }

    private static String browser(int place) {
        return BROWSERS.get(place % BROWSERS.size());
    }
}
