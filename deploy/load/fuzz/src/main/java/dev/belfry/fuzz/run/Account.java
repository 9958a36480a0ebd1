package dev.belfry.fuzz.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.fuzz.request.Credentials;
import dev.belfry.fuzz.wire.Answer;
import dev.belfry.fuzz.wire.Header;
import dev.belfry.fuzz.wire.Sent;
import dev.belfry.fuzz.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who signed up for one run, in a workspace of their own.
 *
 * @param untouchable the ids without which the run could not go on
 */
record Account(Credentials credentials, Set<String> untouchable) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Account signUp(Wire wire) throws IOException {
        String person = """
                {"name": "Mallory", "email": "%s@target.invalid", "password": "%s", "workspace_name": "Fuzz"}
                """.formatted(UUID.randomUUID(), UUID.randomUUID());
        JsonNode login = post(wire, "/v1/auth/signup", "", person);
        String token = login.path("token").asText();
        JsonNode api = post(wire, "/v1/api-tokens", token, "{\"name\": \"fuzz\"}");
        return new Account(
                new Credentials(token, api.path("token").asText()),
                Set.of(
                        api.path("id").asText(),
                        login.path("user").path("id").asText(),
                        login.path("workspace").path("id").asText()));
    }

    /** Whether both tokens still open the door; a run that lost them would have tried little. */
    boolean isIn(Wire wire) throws IOException {
        return isIn(wire, credentials.login()) && isIn(wire, credentials.apiToken());
    }

    private static boolean isIn(Wire wire, String token) throws IOException {
        return wire.exchange(Sent.readable("", "", "GET /v1/jobs", headers(token), new byte[0]))
                .isSuccess();
    }

    private static JsonNode post(Wire wire, String path, String token, String document) throws IOException {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        List<Header> headers = headers(token);
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("Content-Length", Integer.toString(body.length)));
        Answer answer = wire.exchange(Sent.readable("", "", "POST " + path, headers, body));
        if (!answer.isSuccess()) {
            throw new IllegalStateException(
                    "there is no account to run with: " + path + " answered " + answer.excerpt());
        }
        return json(answer);
    }

    private static List<Header> headers(String token) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "fuzz")));
        if (!token.isEmpty()) {
            headers.add(new Header("Authorization", "Bearer " + token));
        }
        return headers;
    }

    private static JsonNode json(Answer answer) throws JsonProcessingException {
        return JSON.readTree(answer.text());
    }
}
