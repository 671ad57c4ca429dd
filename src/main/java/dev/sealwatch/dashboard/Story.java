package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Cast.Actor;
import dev.sealwatch.logs.Sources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Five minutes of a small shop's ordinary traffic, with four attacks in them and nothing else that a detector finds by the
 * thresholds as delivered. The same for the same time, to the last log id.
 */
final class Story {

    /** The anomalies that come of it. */
    static final int ANOMALIES = 4;

    private static final List<String> PAGES =
            List.of("/orders", "/orders/%d", "/customers/%d", "/stock/%d", "/invoices/%d", "/reports/weekly");
    private static final List<String> GUESSED =
            List.of("admin", "info", "office", "root", "sales", "test", "backup", "support");

    private final Instant time;
    private final StoryTime when;
    private final Cast cast;
    private final Random chance;
    private final List<JsonObject> entries = new ArrayList<>();

    private Story(Instant time, ZoneId zone) {
        this.time = time;
        this.when = StoryTime.at(time, zone);
        this.cast = Cast.of(time);
        this.chance = new Random(time.toEpochMilli());
    }

    /** Its entries, as a sender sends them. @param zone in which it is night for detectors */
    static JsonArray told(Instant time, ZoneId zone) {
        Story story = new Story(time, zone);
        story.cast.staff().forEach(story::work);
        story.mishaps();
        story.guessAPassword();
        story.leaveWithData();
        story.listAccounts();
        story.workAtNight();
        return new JsonArray(story.entries);
    }

    private void work(Actor who) {
        int begin = 299 - chance.nextInt(60);
        signIn(when.before(begin), who, true);
        int visits = 12 + chance.nextInt(10);
        for (int i = 0; i < visits; i++) {
            visit(when.before(1 + chance.nextInt(begin - 1)), who);
        }
    }

    private void mishaps() {
        signIn(when.before(299), cast.staff().get(3), false);
        signIn(when.before(299), cast.staff().get(7), false);
        Actor curious = cast.staff().get(5);
        put(
                when.before(140),
                curious,
                "warn",
                "authorization_denied",
                "No access to /payroll",
                Map.of("path", "/payroll"));
        Actor partner = new Actor("partner-feed@shop.example", "10.20.1.5", "Java-http-client/17.0.13");
        put(
                when.before(90),
                partner,
                "warn",
                "rate_limit_exceeded",
                "Too many requests to /api/stock",
                Map.of("limit", 60));
        Actor bookkeeper = cast.staff().get(1);
        export(when.before(70), bookkeeper, "invoices-november.xlsx", 310);
    }

    private void guessAPassword() {
        for (int i = 0; i < 24; i++) {
            signIn(when.before(280 - 3 * i), cast.victim().at(cast.guesser()), false);
        }
        signIn(when.before(200), cast.victim().at(cast.guesser()), true);
    }

    private void leaveWithData() {
        for (int i = 0; i < 7; i++) {
            export(
                    when.before(185 - 22 * i),
                    cast.victim().at(cast.guesser()),
                    "customers-" + (i + 1) + ".csv",
                    25_000);
        }
    }

    private void listAccounts() {
        for (int i = 0; i < GUESSED.size(); i++) {
            signIn(when.before(160 - 9 * i), cast.lister().as(Cast.mail(GUESSED.get(i))), false);
        }
    }

    private void workAtNight() {
        signIn(when.night().plusSeconds(660), cast.sleepless(), true);
        for (int i = 0; i < 6; i++) {
            visit(when.night().plusSeconds(720 + 240L * i), cast.sleepless());
        }
    }

    private void signIn(Instant at, Actor who, boolean let) {
        String level = let ? "info" : "warn";
        String message = let ? "Signed in: " : "Wrong password: ";
        put(at, who, level, let ? "login_success" : "login_failed", message + who.user(), Map.of("method", "password"));
    }

    private void visit(Instant at, Actor who) {
        String page = PAGES.get(chance.nextInt(PAGES.size())).formatted(1_000 + chance.nextInt(9_000));
        put(at, who, "info", "access", "GET " + page + " 200", Map.of("path", page, "ms", 5 + chance.nextInt(120)));
    }

    private void export(Instant at, Actor who, String file, int rows) {
        put(
                at,
                who,
                "info",
                "data_export",
                "Exported " + rows + " rows to " + file,
                Map.of("file", file, "rows", rows));
    }

    private void put(Instant at, Actor who, String level, String category, String message, Map<String, Object> more) {
        String id = "demonstration " + time + " " + entries.size();
        entries.add(new JsonObject()
                .put(
                        "log_id",
                        UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("source", Sources.DEMO)
                .put("level", level)
                .put("category", category)
                .put("message", message)
                .put("metadata", new JsonObject(more))
                .put("user_id", who.user())
                .put("ip_address", who.address())
                .put("user_agent", who.agent())
                .put("timestamp", at.plusMillis(chance.nextInt(1_000)).toString()));
    }
}
