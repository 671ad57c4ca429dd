package dev.sealwatch.platform;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Refuses query parameters where none are read: a method that reads some takes the {@link UriInfo} and checks it itself. */
class ParameterCheck {

    private static final String API = "/api/";

    @ServerRequestFilter
    public void refuseUnknown(SimpleResourceInfo resource, UriInfo uri) {
        boolean readsThem = List.of(resource.parameterTypes()).contains(UriInfo.class);
        if (!readsThem && uri.getPath().startsWith(API)) {
            uri.getQueryParameters().keySet().stream().findFirst().ifPresent(ParameterCheck::refuse);
        }
    }

    private static void refuse(String name) {
        throw Refusal.invalid(name, "There is no such parameter; this takes none.");
    }
}
