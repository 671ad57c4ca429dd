package dev.sealwatch.notify;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A mail as its reader sees it, taken apart by another library than the one that wrote it. */
record Letter(MimeMessage message, String subject, String text, String html) {

    static Letter of(String raw) {
        try {
            MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
            return new Letter(
                    message,
                    message.getSubject(),
                    part(message.getContent(), "text/plain"),
                    part(message.getContent(), "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("No mail: " + raw, e);
        }
    }

    String header(String name) {
        try {
            return Arrays.toString(message.getHeader(name));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Object content, String type) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                String found = part.isMimeType(type) ? part.getContent().toString() : part(nested(part), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static Object nested(BodyPart part) throws MessagingException, IOException {
        return part.isMimeType("multipart/*") ? part.getContent() : "";
    }
}
