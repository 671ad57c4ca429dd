package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word counts about how a browser reached us. */
class ForwardedTest {

    @ParameterizedTest(name = "trusting {0}, told {1} and {2}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.0/8 | /siem         | https | /siem/ true
            127.0.0.0/8 | /a/b          | http  | /a/b/ false
            127.0.0.0/8 | //evil        | https | / true
            127.0.0.0/8 | /../evil      | https | / true
            127.0.0.0/8 | /%2e%2e       | https | / true
            10.0.0.0/8  | /siem         | https | / false
            """)
    void believesTrustedProxiesAlone(String trusted, String prefix, String proto, String read) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(vertx, trusted) + "/"))
                    .header("X-Forwarded-Prefix", prefix)
                    .header("X-Forwarded-Proto", proto)
                    .build();

            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .isEqualTo(read);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static int port(Vertx vertx, String trusted) {
        Router router = Router.router(vertx);
        new Forwarded(new ClientAddress(new SmallRyeConfigBuilder()
                        .withMapping(PlatformConfig.class)
                        .withDefaultValue("sealwatch.trusted-proxies", trusted)
                        .build()
                        .getConfigMapping(PlatformConfig.class)))
                .register(router);
        router.route()
                .handler(context -> context.end(ClientAddress.base(context) + " " + ClientAddress.isSecure(context)));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return server.actualPort();
    }
}
