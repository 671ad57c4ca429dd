package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    private static final String QUESTION = "which one";
    private static final byte[] PLACE = {1, 2, 3, 4, 5, 6, 7, 8};

    private final String text = Bookmark.text(PLACE, QUESTION);

    @Test
    void comesBackAsItWentOut() {
        assertThat(Bookmark.place(text, QUESTION)).contains(PLACE);
    }

    @Test
    void belongsToOneQuestion() {
        assertThat(Bookmark.place(text, "another one")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1z", "42", "!", "AAAA", "ä", "AQAAAAAAAAAAAAAAAAAAAAA"})
    void isNoOtherWord(String word) {
        assertThat(Bookmark.place(word, QUESTION)).isEmpty();
    }

    @Test
    void isNotChanged() {
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(Bookmark.place(changed, QUESTION)).as(changed).isEmpty();
        }
        assertThat(Bookmark.place(text + "=", QUESTION)).isEmpty();
        assertThat(Bookmark.place(text + "A", QUESTION)).isEmpty();
        assertThat(Bookmark.place(text.substring(1), QUESTION)).isEmpty();
    }

    @Test
    void isOfThisVersion() {
        byte[] whole = Base64.getUrlDecoder().decode(text);
        whole[0]++;

        assertThat(Bookmark.place(Base64.getUrlEncoder().withoutPadding().encodeToString(whole), QUESTION))
                .isEmpty();
    }
}
