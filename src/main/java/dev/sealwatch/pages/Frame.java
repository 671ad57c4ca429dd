package dev.sealwatch.pages;

import io.quarkus.qute.TemplateInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What stands around a page: who looks at it, how, and where it is.
 *
 * @param base of all links of the page: {@code /}, or the prefix that a proxy took away
 * @param notice what was just done, or null
 * @param version of the files that the page loads
 */
public record Frame(
        Viewer viewer, Frames.Session session, Query query, String base, Notice notice, String version, Instant now) {

    /** Something to be told once, on the next page. @param good whether it was done */
    public record Notice(boolean good, String text) {}

    private static final Duration USUAL = Duration.ofDays(1);
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

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
        return new Frame(viewer, session, Query.at(page), base, notice, version, now);
    }

    /** The address of a list's next page. @param cursor null at its end, as the answer is then */
    public Query next(String cursor) {
        return cursor == null ? null : query.with("cursor", cursor);
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
