package dev.sealwatch.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose each table, view, function and procedure is: the room's in whose migration it is made. */
record Tables(Map<String, String> owners) {

    private static final Pattern MIGRATION = Pattern.compile("V\\d+__(\\w+?)(_\\w+)?\\.sql");
    private static final Pattern MADE =
            Pattern.compile("(?m)^create (?:unlogged )?(?:table|view|function|procedure) (?:if not exists )?(\\w+)");
    private static final Pattern WRITTEN = Pattern.compile(
            "\\b(?:insert into|update|delete from|merge into|truncate|lock table|alter table)\\s+(?:only\\s+)?(\\w+)");
    private static final Pattern READ = Pattern.compile("\\b(?:from|join|into|call|table)\\s+(?:only\\s+)?(\\w+)");
    private static final Pattern CALLED = Pattern.compile("\\b(\\w+)\\s*\\(");

    /** What one room writes into another one's tables, on purpose. */
    private static final Map<String, Set<String>> ENTRUSTED = Map.of(
            // Entries tell the id of their key, so the room of entries has to have the table; who has the keys fills
            // it.
            "integrity", Set.of("signature_keys"),
            // Made with the tables of the entries; who finds out that one can't be stored keeps it there.
            "ingest", Set.of("dead_letters"));

    static Tables ofMigrations() {
        Map<String, String> owners = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.toList()) {
                Matcher name = MIGRATION.matcher(file.getFileName().toString());
                if (name.matches()) {
                    MADE.matcher(Files.readString(file))
                            .results()
                            .forEach(made -> owners.put(made.group(1), name.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The migrations can't be read", e);
        }
        return new Tables(owners);
    }

    String owner(String table) {
        return owners.get(table);
    }

    boolean mayWrite(String room, String table) {
        return room.equals(owner(table))
                || ENTRUSTED.getOrDefault(room, Set.of()).contains(table);
    }

    Set<String> written(String sql) {
        return names(WRITTEN, sql).collect(Collectors.toSet());
    }

    /** Everything of ours that stands in a statement, written or read. */
    Set<String> named(String sql) {
        return Stream.of(WRITTEN, READ, CALLED)
                .flatMap(pattern -> names(pattern, sql))
                .collect(Collectors.toSet());
    }

    private Stream<String> names(Pattern pattern, String sql) {
        return pattern.matcher(sql).results().map(found -> found.group(1)).filter(owners::containsKey);
    }
}
