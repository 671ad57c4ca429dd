package dev.sealwatch.notify;

import dev.sealwatch.pages.Visible;
import java.util.List;

/**
 * What people read, whatever it is written on. All texts are harmless: see {@link Visible}.
 *
 * @param subject one line: severity and headline
 * @param preface what a digest is about, or null
 * @param alerts the worst first
 * @param more of a digest: how many are not named, in words, or null
 */
record Card(String subject, String preface, List<Item> alerts, String more, String footer) {

    /** One alert. @param severity its word, in no language. @param link to it, or null; {@code open} says what that does */
    record Item(String title, String description, String severity, List<Fact> facts, String link, String open) {}

    /** Something about it. */
    record Fact(String label, String value) {}
}
