package dev.sealwatch.bench;

import java.util.List;
import java.util.Random;

/**
 * What the services of one large site write about its people, and a few attackers among them.
 *
 * <p>There is one person to 20 stored entries, and everybody is as busy as everybody else. A person comes from three
 * addresses of their own, six times of ten from the first, three from the second; one entry in a hundred comes from one of
 * 20 offices, which many share. One address in ten is IPv6. Of 1 000 entries of people, 740 are pages, 45 sign-ins, 10
 * refused ones, 5 refusals for want of permission, 10 exports, 120 orders, 10 failed payments, and 60 come from services
 * and name nobody. By night nine of ten people are asleep, and services write instead.
 *
 * <p>20 entries in 1 000 are an attack's, as many of each of the eight {@linkplain Attack kinds}. What was stored before
 * holds one attack of 20 entries in each 1 000; a scan goes on for longer.
 */
final class Traffic {

    /** Entries of which the first {@link #ATTACKING} are an attack's. */
    static final int MIXED = 1_000;

    static final int ATTACKING = 20;

    static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final int ROWS_A_PERSON = 20;
    private static final int OWN_ADDRESSES = 3;
    private static final int OFFICES = 20;

    /** Something that a service writes. @param names whether it says who did it, from where */
    private record Kind(int share, String source, String level, String category, String message, boolean names) {}

    private static final Kind SERVICE =
            new Kind(60, "system", "info", "service_restarted", "Unit billing-worker restarted after s ", false);

    private static final List<Kind> KINDS = List.of(
            new Kind(600, "access", "info", "access", "GET /api/v2/orders answered 200 in 12 ms, request ", true),
            new Kind(140, "access", "info", "access", "POST /api/v2/customers/search answered 201, request ", true),
            new Kind(45, "authentication", "info", "login_success", "Session opened by password, node ", true),
            new Kind(10, "authentication", "warn", "login_failed", "Wrong password, attempt ", true),
            new Kind(5, "authorization", "warn", "authorization_denied", "No permission to read report ", true),
            new Kind(10, "security_audit", "info", "data_export", "Exported report ", true),
            new Kind(120, "application", "info", "order_placed", "Order over 129.90 EUR placed, number ", true),
            new Kind(10, "application", "error", "payment_failed", "The bank refused to pay order ", true),
            SERVICE);

    /** What an attacker writes, and whether it is told by a user or by an address. */
    enum Attack {
        BRUTE_FORCE("authentication", "warn", "login_failed"),
        ENUMERATION("authentication", "warn", "login_failed"),
        ESCALATION("authorization", "warn", "authorization_denied"),
        NIGHT("access", "info", "access"),
        SCAN("access", "error", "page_missing"),
        EXFILTRATION("security_audit", "info", "data_export"),
        SESSIONS("authentication", "info", "login_success"),
        RATE_LIMIT("application", "warn", "rate_limit_exceeded");

        private final String source;
        private final String level;
        private final String category;

        Attack(String source, String level, String category) {
            this.source = source;
            this.level = level;
            this.category = category;
        }
    }

    /** One entry. @param user or null. @param address or null */
    record Entry(String source, String level, String category, String message, String user, Address address) {}

    /** @param key what detectors know it by */
    record Address(String text, String key) {}

    private final Random random;
    private final int people;

    /** @param rows that are stored */
    Traffic(int rows, long seed) {
        this.random = new Random(seed);
        this.people = rows / ROWS_A_PERSON;
    }

    /** Of somebody who means no harm. */
    Entry ordinary(boolean night) {
        Kind kind = night && random.nextInt(10) > 0 ? SERVICE : kind();
        int person = random.nextInt(people);
        return new Entry(
                kind.source,
                kind.level,
                kind.category,
                kind.message + random.nextInt(60_000),
                kind.names ? "person" + person : null,
                kind.names ? addressOf(person) : null);
    }

    /** Of an attacker: their own address, or their own account. */
    Entry attack(Attack attack, int attacker) {
        String own = "mallory" + attack.ordinal() + "-" + attacker;
        Address from = address(198, attack.ordinal() * (1 << 20) + attacker);
        boolean guesses = attack == Attack.ENUMERATION || attack == Attack.SCAN;
        Address roaming = address(100, random.nextInt(1 << 22));
        return new Entry(
                attack.source,
                attack.level,
                attack.category,
                "Answered in " + random.nextInt(1_000) + " ms",
                guesses ? "person" + random.nextInt(people) : own,
                attack == Attack.SESSIONS ? roaming : from);
    }

    private Kind kind() {
        int drawn = random.nextInt(MIXED);
        for (Kind kind : KINDS) {
            drawn -= kind.share;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("The shares do not add up to " + MIXED);
    }

    private Address addressOf(int person) {
        int drawn = random.nextInt(100);
        int which = drawn < 60 ? 0 : drawn < 90 ? 1 : 2;
        return drawn == 99 ? address(192, random.nextInt(OFFICES)) : address(10, person * OWN_ADDRESSES + which);
    }

    private static Address address(int net, int number) {
        if (number % 10 == 9) {
            String prefix = "2001:db8:%x:%x".formatted(net << 8 | number >> 16, number & 0xffff);
            return new Address(prefix + "::1", prefix + "::/64");
        }
        String text = net + "." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
        return new Address(text, text);
    }
}
