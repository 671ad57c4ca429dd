package dev.sealwatch.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The body of a request to verify, as it came. */
@RegisterForReflection
record VerifyRequest(String startDate, String endDate, String source, List<String> logIds) {

    private static final String JSON = "application/json";

    /** No body at all asks for everything. */
    static Selection read(byte[] body, String contentType, ObjectMapper mapper) throws IOException {
        if (body == null || body.length == 0) {
            return Selection.EVERYTHING;
        }
        if (contentType != null && !contentType.split(";")[0].strip().equalsIgnoreCase(JSON)) {
            throw Refusal.of(415, "unsupported_media_type", "Send application/json.");
        }
        VerifyRequest request = parse(body, mapper);
        return request == null ? Selection.EVERYTHING : request.selection();
    }

    /** As if the framework had read it, so that what is wrong is answered in one way. */
    private static VerifyRequest parse(byte[] body, ObjectMapper mapper) throws IOException {
        try {
            return mapper.readValue(body, VerifyRequest.class);
        } catch (JsonProcessingException malformed) {
            throw new BadRequestException(malformed);
        }
    }

    private Selection selection() {
        return new Selection(
                time("start_date", startDate),
                time("end_date", endDate),
                source,
                logIds == null
                        ? null
                        : logIds.stream().map(id -> uuid("log_ids", id)).toList());
    }

    private static OffsetDateTime time(String field, String text) {
        return text == null ? null : Parameters.time(field, text).atOffset(ZoneOffset.UTC);
    }

    /** @throws Refusal 400 for what is no UUID */
    static UUID uuid(String field, String text) {
        return Optional.ofNullable(text)
                .flatMap(LogEntry::logId)
                .orElseThrow(() -> Refusal.invalid(field, "Expected a UUID."));
    }
}
