package dev.sealwatch.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.util.regex.Pattern;

/** Reads text of bodies, of which the database holds all but U+0000 and lone surrogates: an escape can bring these. */
final class TextReader extends StringDeserializer {

    static final String EXPECTED = "Expected text without U+0000 and lone surrogates.";

    private static final long serialVersionUID = 1;

    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = super.deserialize(parser, context);
        if (text != null && UNFIT.matcher(text).find()) {
            throw context.weirdStringException(text, String.class, EXPECTED);
        }
        return text;
    }
}
