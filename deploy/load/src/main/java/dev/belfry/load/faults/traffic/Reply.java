package dev.belfry.load.faults.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * The answer to a request in the end.
 *
 * @param status 200 to 499
 * @param asked when it was asked for the first time
 * @param answered when it was answered
 * @param attempts how often it was asked
 */
public record Reply(int status, JsonNode body, Instant asked, Instant answered, int attempts) {

    public boolean isGood() {
        return status < 300;
    }

    Instant instant(String field) {
        return Instant.parse(body.path(field).asText());
    }
}
