package dev.sealwatch.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a failure becomes an HTTP answer: {@code application/problem+json} of RFC 9457, or a page. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final long GRACE_MILLIS = 1_000;

    /** Answers a Vert.x route's failure; nothing happens when an answer has begun. */
    public static void answer(RoutingContext context, Throwable failure) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        Problem problem = of(failure, context.request().path());
        Body.of(problem, context).subscribe().with(body -> send(context, problem, body));
    }

    private static void send(RoutingContext context, Problem problem, Body body) {
        HttpServerResponse response = context.response();
        response.setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        response.putHeader("Content-Type", body.type());
        if (context.request().isEnded() || context.request().version() == HttpVersion.HTTP_2) {
            response.end(body.text());
        } else {
            response.putHeader("Connection", "close");
            response.end(body.text()).onComplete(told -> leave(context));
        }
    }

    /** What is said: a page to whoever asked for one, else the members of RFC 9457. */
    private record Body(String type, String text) {

        static Uni<Body> of(Problem problem, RoutingContext context) {
            Body plain = new Body(Problem.MEDIA_TYPE, problem.json());
            return ProblemPage.isAsked(context)
                    ? ProblemPage.of(problem.refusal(), context)
                            .map(page -> new Body(ProblemPage.MEDIA_TYPE, page))
                            .onFailure()
                            .recoverWithItem(plain)
                    : Uni.createFrom().item(plain);
        }
    }

    /** A connection with the rest of a body in it serves nobody, but whoever still sends has to get to the answer. */
    private static void leave(RoutingContext context) {
        context.request().resume();
        context.vertx()
                .setTimer(GRACE_MILLIS, timer -> context.request().connection().close());
    }

    @ServerExceptionMapper({
        Refusal.class,
        WebApplicationException.class,
        ConstraintViolationException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        JsonProcessingException.class,
        // Named although it is one of the former: the framework has an answer of its own for it.
        MismatchedInputException.class,
        Throwable.class
    })
    Uni<Response> answer(Throwable failure, RoutingContext context) {
        return response(refusal(failure), context);
    }

    static Uni<Response> response(Refusal refusal, RoutingContext context) {
        Problem problem = new Problem(refusal, context.request().path());
        return Body.of(problem, context).map(body -> {
            Response.ResponseBuilder answer = Response.status(problem.status()).type(body.type());
            problem.headers().forEach(answer::header);
            return answer.entity(body.text()).build();
        });
    }

    static Problem of(Throwable failure, String path) {
        return new Problem(refusal(failure), path);
    }

    private static Refusal refusal(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof ConstraintViolationException invalid) {
            return Refusal.invalid(faults(invalid));
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            return Refusal.unauthenticated("Send a valid token: Authorization: Bearer <token>.");
        }
        if (failure instanceof JsonProcessingException malformed) {
            return JsonProblem.of(malformed);
        }
        if (failure instanceof WebApplicationException http) {
            return ofStatus(http);
        }
        return MalformedForm.refusal(failure).or(() -> Outage.refusal(failure)).orElseGet(() -> unexpected(failure));
    }

    private static List<Refusal.FieldError> faults(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream().map(Problems::fault).toList();
    }

    private static Refusal.FieldError fault(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        boolean noBody = violation.getInvalidValue() == null && path.indexOf('.') == path.lastIndexOf('.');
        return noBody
                ? new Refusal.FieldError("body", "Expected a JSON object.")
                : new Refusal.FieldError(lastNode(path), sentence(violation.getMessage()));
    }

    /** Bounds are told without a subject, as those of settings come after their names. */
    private static String sentence(String message) {
        return message.startsWith("must ") ? "It " + message + "." : message;
    }

    /** The framework's own message may quote the body, so only the status is passed on, and what is wrong in JSON. */
    private static Refusal ofStatus(WebApplicationException http) {
        if (http.getCause() instanceof JsonProcessingException malformed) {
            return JsonProblem.of(malformed);
        }
        int status = http.getResponse().getStatus();
        return Refusal.of(status, "http_" + status, Problem.hint(status));
    }

    private static Refusal unexpected(Throwable bug) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(bug, "Unexpected failure incident=%s", incident);
        return Refusal.of(
                500, "unexpected", "This is a fault of the service. It is logged as incident " + incident + ".");
    }

    /** Of {@code create.user.expiresInDays[].<iterable element>} the member {@code expires_in_days}. */
    private static String lastNode(String validated) {
        String path = validated.replaceFirst("\\[[^]]*]\\.<[^>]*>$", "");
        String name = path.substring(path.lastIndexOf('.') + 1);
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
