package dev.sealwatch.integrity;

import dev.sealwatch.platform.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;

/** The query parameters of a request. */
record Query(MultivaluedMap<String, String> values) {

    /** @throws Refusal 400 for a parameter that is not known, or given twice */
    static Query of(UriInfo uri, Set<String> known) {
        Query query = new Query(uri.getQueryParameters());
        query.values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw Refusal.invalid(name, "There is no such parameter.");
            }
            if (given.size() > 1) {
                throw Refusal.invalid(name, "Expected once.");
            }
        });
        return query;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.getFirst(name));
    }

    int number(String name, int otherwise, int least, int most) {
        String text = text(name).orElse(Integer.toString(otherwise));
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw Refusal.invalid(name, "Expected a number from " + least + " to " + most + ".");
        }
        return number;
    }
}
