package dev.sealwatch.pages;

import dev.sealwatch.platform.Refusal.FieldError;
import io.quarkus.qute.TemplateInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands around a page: who looks at it, how, and where it is.
 *
 * @param base of all links of the page: {@code /}, or the prefix that a proxy took away
 * @param notice what was just done, or null
 * @param version of the files that the page loads
 * @param unread how much he was told and has not read
 */
public record Frame(
        Viewer viewer,
        Frames.Session session,
        Query query,
        String base,
        Notice notice,
        String version,
        Instant now,
        long unread) {

    /** Something to be told once, on the next page. @param good whether it was done */
    public record Notice(boolean good, String text) {}

    /** A stretch of time up to now, and the list of it. @param seconds 0 for any time */
    public record Span(long seconds, Query link) {}

    private static final Duration USUAL = Duration.ofDays(1);
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

    /** How the address calls the ends of a stretch of time, and how the API does. */
    private static final Map<String, String> TIMES = Map.of("from", "start_date", "to", "end_date");

    /** For a template's conditions: {@code frame.manages}. */
    public boolean isManages() {
        return session.permissions().contains("security.manage");
    }

    public boolean isSignedIn() {
        return session.name() != null;
    }

    /** The worst first, as lists and choices have them. */
    public List<String> severities() {
        return SEVERITIES;
    }

    /** The same around the page at which a form is shown again: its own address can't be asked for. */
    public Frame at(String page) {
        return new Frame(viewer, session, Query.at(page), base, notice, version, now, unread);
    }

    /** The same around another address, as where a form says which list it belongs to. @param address relative to the base */
    public Frame looking(String address) {
        return new Frame(viewer, session, Query.of(address == null ? "" : address), base, notice, version, now, unread);
    }

    /**
     * What the address asks of the API: these parameters, and its times under the names and in the form of the API. A time
     * that can't be read is left as it is, so that the API refuses it.
     */
    public Map<String, List<String>> asked(Set<String> names) {
        Map<String, List<String>> asked = new HashMap<>(query.only(names));
        TIMES.forEach((name, parameter) -> {
            String text = query.one(name);
            if (!text.isEmpty()) {
                asked.put(
                        parameter,
                        List.of(viewer.moment(text, now).map(Instant::toString).orElse(text)));
            }
        });
        return asked;
    }

    /** What the address calls these parameters of the API. */
    public static List<String> inAddress(List<FieldError> faults) {
        return faults.stream()
                .map(FieldError::field)
                .map(field -> TIMES.entrySet().stream()
                        .filter(time -> time.getValue().equals(field))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(field))
                .distinct()
                .toList();
    }

    /** The tab of entries, of everybody. */
    public Query entries() {
        return Query.at("security/intelligence").with("tab", "logs");
    }

    /** Whether times limit the list: indicators have none. */
    public boolean isTimed() {
        return times().isBounded() && !query.has("tab", "threats");
    }

    public List<View> views() {
        return View.of(session.principal());
    }

    public Times times() {
        return new Times(this);
    }

    /** Which ends of its stretch of time nobody can read. */
    public List<String> unreadable() {
        return times().unreadable();
    }

    /** Stretches that reach farther back than the address does, the nearest first. */
    public List<Span> longer() {
        return times().longer();
    }

    /** The same list of any time; empty where the address names none. */
    public Optional<Span> anyTime() {
        return times().isBounded() ? Optional.of(times().anyTime()) : Optional.empty();
    }

    /** The address with what its times mean now. */
    public Query fixed() {
        return times().fixed();
    }

    /** The address of a list's next page. @param cursor null at its end, as the answer is then */
    public Query next(String cursor) {
        return cursor == null ? null : fixed().without("detail").with("cursor", cursor);
    }

    /** In the viewer's zone. */
    public String time(Instant time) {
        return time == null ? "–" : viewer.time(time);
    }

    /** As in {@code 4 min}, rounded down. */
    public String ago(Instant time) {
        return time == null ? "–" : viewer.span(Duration.between(time, now));
    }

    public String span(long seconds) {
        return viewer.span(Duration.ofSeconds(seconds));
    }

    public String number(long number) {
        return viewer.number(number);
    }

    /** The same: templates know no widening. */
    public String number(int number) {
        return number((long) number);
    }

    /** Which form of a word goes with a number: {@code one}, {@code few} or {@code other} (CLDR). */
    public String plural(long number) {
        return viewer.plural(number);
    }

    /** Text that somebody else wrote, with all of it to be seen. */
    public String visible(String text) {
        return text == null ? "–" : Visible.of(text);
    }

    /** As a value in an address. */
    public String encoded(String text) {
        return Query.encoded(text);
    }

    /** The same at any length, and with its lines kept apart. */
    public String whole(String text) {
        return text == null ? "–" : Visible.whole(text);
    }

    /** Where the stretch of time begins that the address speaks of: a day before its end, unless it says so. */
    public Instant since() {
        Instant end = until() == null ? now : until();
        return viewer.moment(query.one("from"), now)
                .orElseGet(() -> end.minus(USUAL).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Where it ends, or null. */
    public Instant until() {
        return viewer.moment(query.one("to"), now).orElse(null);
    }

    /** Makes a page of it, in the viewer's language. */
    public TemplateInstance in(TemplateInstance page) {
        return page.data("frame", this).setLocale(viewer.locale());
    }
}
