package dev.sealwatch.platform;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.spi.runtime.MethodDescription;
import io.quarkus.security.spi.runtime.SecurityCheck;
import io.quarkus.security.spi.runtime.SecurityCheckStorage;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Names the permission that a resource asked for and the caller lacks. */
@ApplicationScoped
class ForbiddenAnswer {

    private final SecurityCheckStorage checks;

    ForbiddenAnswer(SecurityCheckStorage checks) {
        this.checks = checks;
    }

    @ServerExceptionMapper
    public Uni<Response> answer(ForbiddenException forbidden, RoutingContext context, SimpleResourceInfo resource) {
        return Problems.response(Refusal.lacking(asked(resource)), context);
    }

    private Set<String> asked(SimpleResourceInfo resource) {
        String[] parameters =
                Arrays.stream(resource.parameterTypes()).map(Class::getName).toArray(String[]::new);
        MethodDescription method =
                new MethodDescription(resource.getResourceClass().getName(), resource.getMethodName(), parameters);
        SecurityCheck check = checks.getSecurityCheck(method);
        return check == null ? Set.of() : RolesAsked.by(check, method);
    }
}
