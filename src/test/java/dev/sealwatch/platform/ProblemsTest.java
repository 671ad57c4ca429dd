package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(textBlock = """
            57014, 422
            22021, 400
            57P01, 503
            08006, 503
            53300, 503
            23505, 500
            """)
    void answersWhatTheDatabaseSays(String sqlState, int status) {
        assertThat(Problems.of(new PgException("said so", "ERROR", sqlState, null), "/api/test")
                        .status())
                .isEqualTo(status);
    }
}
