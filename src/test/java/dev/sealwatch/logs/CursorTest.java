package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Total TOTAL = new Total(7, true);

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-11-22T10:00:00.123456Z", "-290308-12-21T19:59:05.224192Z"})
    void comesBackAsItWentOut(Instant timestamp) {
        Cursor cursor = new Cursor(new Position(timestamp, 5), TOTAL);

        assertThat(Cursor.of(cursor.bytes())).contains(cursor);
    }

    @Test
    void holdsInfinity() {
        Cursor cursor = new Cursor(new Position(OffsetDateTime.MAX.toInstant(), 5), TOTAL);

        assertThat(Cursor.of(cursor.bytes())).contains(cursor);
    }

    @Test
    void isAsLongAsItIs() {
        byte[] bytes = new Cursor(new Position(Instant.EPOCH, 5), TOTAL).bytes();

        assertThat(Cursor.of(Arrays.copyOf(bytes, bytes.length - 1))).isEmpty();
        assertThat(Cursor.of(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
    }

    @Test
    void isOfNoUseWhereNobodyHasMadeIt() {
        Cursor forged = new Cursor(new Position(Instant.MIN, 5), TOTAL);

        assertThat(Cursor.of(forged.bytes())).isEmpty();
    }
}
