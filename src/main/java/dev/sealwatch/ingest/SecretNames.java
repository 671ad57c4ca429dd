package dev.sealwatch.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Which keys hold secrets: those whose last words are a listed name, in any case, joined by {@code _ - .}, a space or
 * camel case. {@code access_token} and {@code X-Api-Key} do, {@code token_count} and {@code passwordless} do not.
 */
final class SecretNames {

    private static final int ASCII = 128;

    private final List<List<String>> byLastLetter = new ArrayList<>();

    /** @param from where the name begins */
    record Match(String name, int from) {

        static final Match NONE = new Match("", -1);
    }

    /** @param names words in lower case, joined by {@code _} */
    SecretNames(List<String> names) {
        for (int i = 0; i < ASCII; i++) {
            byLastLetter.add(new ArrayList<>());
        }
        names.forEach(name -> byLastLetter.get(name.charAt(name.length() - 1)).add(name));
    }

    /** Looks back from the end (exclusive) of a key; what numbers it, as in {@code password_2}, is no word. */
    Match endingAt(String text, int end) {
        int last = end - 1;
        char c = Letters.at(text, last);
        while (Letters.isDigit(c) || c == '_' || c == '-') {
            last--;
            c = Letters.at(text, last);
        }
        char letter = Letters.lower(c);
        List<String> candidates = byLastLetter.get(letter < ASCII ? letter : 0);
        for (int i = 0; i < candidates.size(); i++) {
            int from = start(text, last, candidates.get(i));
            if (from >= 0 && beginsWord(text, from)) {
                return new Match(candidates.get(i), from);
            }
        }
        return Match.NONE;
    }

    private static int start(String text, int last, String name) {
        int at = last;
        for (int n = name.length() - 1; n >= 0; n--) {
            char c = Letters.at(text, at);
            if (name.charAt(n) == '_') {
                at -= joins(c) ? 1 : 0;
            } else if (Letters.lower(c) == name.charAt(n)) {
                at--;
            } else {
                return -1;
            }
        }
        return at + 1;
    }

    private static boolean joins(char c) {
        return c == '_' || c == '-' || c == '.' || c == ' ';
    }

    private static boolean beginsWord(String text, int at) {
        char before = Letters.at(text, at - 1);
        if (!Character.isLetter(before)) {
            return true;
        }
        boolean humped = !Letters.isUpper(before) || Letters.isLower(Letters.at(text, at + 1));
        return Letters.isUpper(text.charAt(at)) && humped;
    }
}
