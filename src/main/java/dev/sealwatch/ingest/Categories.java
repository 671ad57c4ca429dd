package dev.sealwatch.ingest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names of categories: lower_snake_case of 1 to 64 characters, and the aliases of those that the detectors read. */
final class Categories {

    private static final int LONGEST = 64;

    private final Map<String, String> aliases;

    /** @param aliases as {@code alias=category} */
    Categories(List<String> aliases) {
        this.aliases = aliases.stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
    }

    /** The category that an alias stands for; any other name stands for itself. */
    String named(String name) {
        return aliases.getOrDefault(name, name);
    }

    static boolean isValid(String name) {
        boolean valid = !name.isEmpty() && name.length() <= LONGEST && name.charAt(0) != '_';
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = Letters.isLower(c) || Letters.isDigit(c) || c == '_';
        }
        return valid;
    }
}
