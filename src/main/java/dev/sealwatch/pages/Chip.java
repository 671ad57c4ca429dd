package dev.sealwatch.pages;

import java.util.List;
import java.util.stream.Stream;

/**
 * One value that limits a list.
 *
 * @param not whether what has it is left out
 * @param removed the list without this limit
 */
record Chip(String name, String value, boolean not, Query removed) {

    static List<Chip> of(Query list, List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.concat(of(list, name, false), of(list, name, true)))
                .toList();
    }

    private static Stream<Chip> of(Query list, String name, boolean not) {
        String parameter = not ? Query.NOT + name : name;
        return list.all(parameter).stream().map(value -> new Chip(name, value, not, list.minus(parameter, value)));
    }

    /** As the address calls it. */
    public String parameter() {
        return not ? Query.NOT + name : name;
    }
}
