package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private enum Colour {
        RED,
        DARK_GREEN
    }

    @Test
    void readsWordsOutOfAFew() {
        Parameters parameters = parameters("colour", "red", "dark_green", "red");

        assertThat(parameters.words("colour", Colour.values())).containsExactly("dark_green", "red");
        parameters.refuseFaults();
    }

    @Test
    void saysWhichWordsThereAre() {
        Parameters parameters = parameters("colour", "RED", "blue");

        assertThat(parameters.words("colour", Colour.values())).isEmpty();
        refuses(parameters, "colour", "Expected one of: dark_green, red.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "+1", "1e3", "１", "99999999999"})
    void saysWhichNumbersThereAre(String text) {
        Parameters parameters = parameters("limit", text);

        parameters.limit();
        refuses(parameters, "limit", "Expected a number from 1 to 1000.");
    }

    @Test
    void refusesAnOffsetBesideACursor() {
        String cursor = new Parameters.Page("list", null, 10, 0).end(20, 7L).next();
        Parameters parameters =
                new Parameters(Map.of("cursor", List.of(cursor), "offset", List.of("10")), Parameters.paged(Set.of()));

        assertThat(parameters.page("list").before()).isEqualTo(7);
        refuses(parameters, "offset", "A cursor says already where to go on: leave the offset out.");
    }

    private static Parameters parameters(String name, String... values) {
        return new Parameters(Map.of(name, List.of(values)), Set.of(name));
    }

    private static void refuses(Parameters parameters, String field, String detail) {
        assertThatThrownBy(parameters::refuseFaults)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.faults()).contains(new FieldError(field, detail)));
    }
}
