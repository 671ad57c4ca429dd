package dev.sealwatch.platform;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** A thing has one address: with its id as it was given out, and without path parameters (RFC 3986, section 3.3). */
class PathCheck {

    private static final Map<Class<?>, Pattern> IDS = Map.of(
            long.class, Pattern.compile("[1-9][0-9]{0,18}"),
            UUID.class, Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"));

    @ServerRequestFilter
    public void refuseOtherSpellings(SimpleResourceInfo resource, UriInfo uri, HttpServerRequest request) {
        List<String> sent =
                uri.getPathParameters().values().stream().flatMap(List::stream).toList();
        boolean asGiven = Stream.of(resource.parameterTypes())
                .map(IDS::get)
                .filter(Objects::nonNull)
                .allMatch(id -> sent.stream().allMatch(id.asMatchPredicate()));
        if (!asGiven || request.path().indexOf(';') >= 0) {
            throw new NotFoundException();
        }
    }
}
