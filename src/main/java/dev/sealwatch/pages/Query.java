package dev.sealwatch.pages;

import dev.sealwatch.platform.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The address of a page, which is all of its state: what is shown follows from it, and every link is made from it.
 *
 * @param path below the base, without a slash at its begin
 */
public record Query(String path, Map<String, List<String>> values) {

    /** Where a page in a list begins: what changes the list begins anew. */
    private static final Set<String> PLACES = Set.of("cursor", "offset", "notice");

    /** What opens something on top of the list, which stays where it is. */
    private static final String DETAIL = "detail";

    /** What is shown besides the list, which stays where it is. */
    private static final Set<String> BESIDE = Set.of(DETAIL, "timeline");

    /** What means the same on every tab. */
    private static final List<String> KEPT =
            List.of("from", "to", "user_id", "ip_address", "not_user_id", "not_ip_address");

    private static final Set<String> CLOSED = Set.of("status", "severity", "threat_level", "expired", "has_user_id");

    /** How the name of a filter begins that leaves something out. */
    static final String NOT = "not_";

    static Query of(String path, MultiMap parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.names().forEach(name -> values.put(name, present(parameters.getAll(name))));
        values.values().removeIf(List::isEmpty);
        return new Query(path.substring(path.startsWith("/") ? 1 : 0), values);
    }

    /** That of a page as a form of it says. @param address relative to the base. @throws Refusal 400 */
    static Query of(String address) {
        QueryStringDecoder read = new QueryStringDecoder(address);
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        try {
            read.parameters().forEach(parameters::add);
            return of(read.path(), parameters);
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.invalid("next", "Expected the address of a page.");
        }
    }

    /** What a form sends for a field that was left empty says nothing. */
    private static List<String> present(List<String> values) {
        return values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    }

    public static Query at(String path) {
        return new Query(path, Map.of());
    }

    /** The same with this value alone. */
    public Query with(String name, Object value) {
        return changed(name, List.of(value.toString()));
    }

    /** The same with this value among others. */
    public Query plus(String name, Object value) {
        List<String> more = new ArrayList<>(all(name));
        if (!more.contains(value.toString())) {
            more.add(value.toString());
        }
        return changed(name, more);
    }

    /** The same without this value. */
    public Query minus(String name, Object value) {
        return changed(
                name,
                all(name).stream().filter(one -> !one.equals(value.toString())).toList());
    }

    public Query without(String name) {
        return changed(name, List.of());
    }

    /** The list with what has this value alone. */
    public Query only(String name, Object value) {
        return without(DETAIL).minus(NOT + name, value).with(name, value);
    }

    /** The list with all but what has this value. */
    public Query except(String name, Object value) {
        return without(DETAIL).minus(name, value).plus(NOT + name, value);
    }

    /** What limits the list. @param names of filters, which may leave something out as well */
    public List<Chip> chips(List<String> names) {
        return Chip.of(without(DETAIL), names);
    }

    private Query changed(String name, List<String> given) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.keySet().removeIf(key -> PLACES.contains(key) && !key.equals(name) && !BESIDE.contains(name));
        if (given.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, given);
        }
        return new Query(path, changed);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value, or an empty text. */
    public String one(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    public boolean has(String name, Object value) {
        return all(name).contains(value.toString());
    }

    /** Another tab, over the same stretch of time and about the same. */
    public Query toTab(String tab) {
        Map<String, List<String>> kept = new LinkedHashMap<>(Map.of("tab", List.of(tab)));
        KEPT.stream().filter(values::containsKey).forEach(name -> kept.put(name, values.get(name)));
        return new Query(path, kept);
    }

    /** Another page that is asked the same. */
    public Query to(String page) {
        return new Query(page, values);
    }

    /** The page about somebody or something. @param name {@code user_id} or {@code ip_address} */
    public Query entity(String name, String value) {
        return at("security/entity").with(name, value);
    }

    /** Whether a value is a word of ours: anybody may write another one into an address. */
    public boolean closed(String name, String value) {
        return CLOSED.contains(name) && value.matches("[a-z]{1,16}");
    }

    /** The choices of a filter, for a template. */
    public List<String> words(String all) {
        return List.of(all.split(" "));
    }

    /** Those of these names; an address that says more, from a newer page or another, is still read. */
    public Map<String, List<String>> only(Set<String> names) {
        return values.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** As a link, relative to the base of the page. */
    @Override
    public String toString() {
        String parameters = values.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    /** A value as it stands in an address. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
