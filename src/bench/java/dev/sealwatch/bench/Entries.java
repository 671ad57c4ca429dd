package dev.sealwatch.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Log entries as services write them: of many shapes, their users and addresses drawn unevenly. */
final class Entries {

    /** Stands for the time until the entry is sent. */
    static final String NO_TIME = "0000-00-00T00:00:00.000000Z";

    /** Stands for the id until the entry is sent. */
    static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    private static final int USERS = 5_000;
    private static final int ADDRESSES = 20_000;

    private static final String FRAME = """
            "timestamp":"%s","source":"%s","level":"%s","category":"%s","message":"%s","metadata":%s""";

    private static final String PERSON = """
            ,"user_id":"%s","ip_address":"%s","user_agent":"%s\"""";

    /** %1 user, %2 address, %3 a number below 60 000, %4 one below 10, %5 path. */
    private record Shape(String source, String level, String category, String message, String metadata) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape("access", "info", "access", "GET %5$s answered 200 in %4$d ms", """
                    {"method":"GET","path":"%5$s","status":200,"bytes":%3$d}"""),
            new Shape("access", "info", "access", "POST %5$s answered 201 in 1%4$d ms", """
                    {"method":"POST","path":"%5$s","status":201,"bytes":%3$d}"""),
            new Shape("access", "warn", "access", "GET %5$s/%3$d answered 404 in %4$d ms", """
                    {"method":"GET","path":"%5$s/%3$d","status":404,"bytes":512}"""),
            new Shape("authentication", "info", "login_success", "Session opened for %1$s from %2$s", """
                    {"method":"password","realm":"staff","node":"login-%4$d","port":%3$d}"""),
            new Shape(
                    "authentication", "warn", "login_failed", "Failed password for %1$s from %2$s port %3$d ssh2", """
                    {"service":"sshd","node":"bastion-%4$d","attempt":%4$d}"""),
            new Shape(
                    "authorization",
                    "warn",
                    "authorization_denied",
                    "%1$s may not read report %3$d of the finance room",
                    """
                    {"permission":"reports.read","resource":"report/%3$d","policy":"finance-%4$d"}"""),
            new Shape("security_audit", "info", "role_changed", "%1$s became an editor of project %3$d", """
                    {"project":%3$d,"before":["reader"],"after":["reader","editor"]}"""),
            new Shape(
                    "application",
                    "info",
                    "order_placed",
                    "Order %3$d over 1%4$d9.90 EUR placed by %1$s, livrare în București",
                    """
                    {"order":%3$d,"items":%4$d,"currency":"EUR","shop":"ro"}"""),
            new Shape(
                    "application",
                    "error",
                    "payment_failed",
                    "Payment of order %3$d was refused by the bank: code %4$d",
                    """
                    {"order":%3$d,"provider":"cards-eu","code":%4$d,"retry":true}"""),
            new Shape(
                    "system",
                    "info",
                    "service_restarted",
                    "Unit billing-worker@%4$d.service restarted after %3$d s",
                    """
                    {"unit":"billing-worker@%4$d.service","uptime":%3$d,"node":"worker-%4$d"}"""));

    private static final List<String> PATHS = List.of(
            "/", "/api/v2/orders", "/api/v2/customers/search", "/assets/app-5f3c1e.css", "/reports/monthly", "/health");

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
            "okhttp/4.12.0",
            "python-requests/2.32.3",
            "curl/8.5.0");

    private final Random random = new Random(Settings.SEED);
    private final boolean withIds;

    Entries(boolean withIds) {
        this.withIds = withIds;
    }

    /** Where the time stands in every entry, in bytes from its beginning. */
    int timeAt() {
        return idAt() + (withIds ? NO_ID.length() + "\",\"timestamp\":\"".length() : 0);
    }

    /** Where the id stands in every entry that has one. */
    int idAt() {
        return withIds ? "{\"log_id\":\"".length() : "{\"timestamp\":\"".length();
    }

    /** The next entry, in JSON. */
    String next() {
        Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
        Object[] values = {
            "user%04d".formatted(uneven(USERS)),
            address(),
            random.nextInt(60_000),
            random.nextInt(10),
            PATHS.get(uneven(PATHS.size()))
        };
        String id = withIds ? "\"log_id\":\"" + NO_ID + "\"," : "";
        String said = fill(shape.message, values);
        String frame =
                FRAME.formatted(NO_TIME, shape.source, shape.level, shape.category, said, fill(shape.metadata, values));
        String person = shape.source.equals("system")
                ? ""
                : PERSON.formatted(values[0], values[1], AGENTS.get(uneven(AGENTS.size())));
        return "{" + id + frame + person + "}";
    }

    private static String fill(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private String address() {
        int number = uneven(ADDRESSES);
        return number % 10 == 9
                ? "2001:db8:%x::%x".formatted(number, number % 7)
                : "10.%d.%d.%d".formatted(number >> 16, number >> 8 & 0xff, number & 0xff);
    }

    /** A few are seen often, most seldom. */
    private int uneven(int bound) {
        return (int) (bound * Math.pow(random.nextDouble(), 3));
    }
}
