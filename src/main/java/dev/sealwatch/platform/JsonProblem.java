package dev.sealwatch.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with a body of JSON, told by the names in it; its values are only told where they should be one of a few words. */
final class JsonProblem {

    /** As the parser calls what it found, and as people do. */
    private static final Map<String, String> KINDS = Map.of(
            "String", "a string",
            "Integer", "a number",
            "Number", "a number",
            "Floating-point", "a fraction",
            "Boolean", "true or false",
            "Array", "an array",
            "Object", "an object",
            "Null", "null");

    private static final Pattern KIND =
            Pattern.compile("(?:from|coerce) (" + String.join("|", KINDS.keySet()) + ")\\b");

    private static final int SHOWN_CHARACTERS = 40;

    private JsonProblem() {}

    static Refusal of(JsonProcessingException cause) {
        boolean broken =
                !(cause instanceof MismatchedInputException) && !(cause.getCause() instanceof InputCoercionException);
        if (broken || isTrailing(cause)) {
            return Refusal.of(400, "invalid_json", "The body is not one JSON document in UTF-8: " + place(cause));
        }
        JsonMappingException misfit = (JsonMappingException) cause;
        return misfit.getPath().isEmpty()
                ? Refusal.of(400, "invalid_json", detail(misfit))
                : Refusal.invalid(pointer(misfit), detail(misfit));
    }

    private static boolean isTrailing(JsonProcessingException cause) {
        return String.valueOf(cause.getOriginalMessage()).startsWith("Trailing token");
    }

    /** RFC 6901 without its first slash, so that a member of the body is called by its plain name. */
    private static String pointer(JsonMappingException misfit) {
        return misfit.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/"));
    }

    private static String detail(JsonMappingException misfit) {
        if (misfit instanceof UnrecognizedPropertyException unknown) {
            return "There is no such member; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (isUnfit(misfit)) {
            return TextReader.EXPECTED;
        }
        return misfit instanceof MismatchedInputException mismatch
                ? "Expected " + expected(mismatch.getTargetType()) + ", but " + came(mismatch) + " came."
                : "The number is too large or too small.";
    }

    /** Text where text is expected, and still not taken. */
    private static boolean isUnfit(JsonMappingException misfit) {
        return misfit instanceof InvalidFormatException text
                && text.getTargetType() == String.class
                && text.getValue() instanceof String;
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type == UUID.class ? "a UUID" : type == String.class ? "a string" : "an object";
    }

    private static String came(MismatchedInputException misfit) {
        Object value = misfit instanceof InvalidFormatException format ? format.getValue() : null;
        boolean word = misfit.getTargetType() != null && misfit.getTargetType().isEnum();
        if (word && value != null) {
            return value instanceof String text ? '"' + shown(text) + '"' : "a number";
        }
        // The parser is closed by now; its message says what it stood at.
        Matcher kind = KIND.matcher(misfit.getOriginalMessage());
        return kind.find() ? KINDS.get(kind.group(1)) : "something else";
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS));
    }

    private static String place(JsonProcessingException cause) {
        JsonLocation at = cause.getLocation();
        String message = String.valueOf(cause.getOriginalMessage());
        // Other messages may quote the body.
        String what = message.startsWith("Duplicate field")
                ? "a name comes twice"
                : isTrailing(cause) ? "something follows its end" : "it is broken";
        return at == null ? what + "." : what + " at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    }
}
