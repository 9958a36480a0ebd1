package dev.belfry.fuzz.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.fuzz.description.ApiDescription;
import dev.belfry.fuzz.description.Operation;
import dev.belfry.fuzz.wire.Header;
import dev.belfry.fuzz.wire.Readability;
import dev.belfry.fuzz.wire.Sent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the requests, each from its own seed. */
public final class RequestMaker {

    /** More than that, and the server itself refuses to read on; less than its limit, as it counts differently. */
    private static final int READABLE_HEADER_BYTES = 60_000;

    private static final int LONGEST_DOCUMENT = 200_000;

    private final ApiDescription description;
    private final Credentials credentials;
    private final KnownIds ids;

    public RequestMaker(ApiDescription description, Credentials credentials, KnownIds ids) {
        this.description = description;
        this.credentials = credentials;
        this.ids = ids;
    }

    /** A request; {@code operation} says what it is about, unless it is none. */
    public Sent make(Operation operation, Chance chance) {
        return switch (chance.below(20)) {
            case 0 -> new BrokenHttp(chance).any();
            case 1 -> withoutBody("odd path", chance.pick("GET", operation.method()), path(chance), chance);
            case 2 -> withoutBody("odd method", method(chance), new Targets(ids, chance).path(operation), chance);
            case 3, 4 -> withOddHeaders(operation, chance);
            default ->
                operation.body() == null ? withQuery(operation, chance) : withBody(operation, operation.body(), chance);
        };
    }

    private String path(Chance chance) {
        return new Targets(ids, chance).odd();
    }

    private static String method(Chance chance) {
        return chance.pick("PUT", "TRACE", "OPTIONS", "HEAD", "PROPFIND", "FOO", "get", "DELETE", "POST", "PATCH");
    }

    private Sent withoutBody(String kind, String method, String target, Chance chance) {
        List<Header> headers = new Heads(chance).proper(authorization(chance), -1);
        return Sent.readable(kind, kind, method + " " + target, headers, new byte[0]);
    }

    private Sent withQuery(Operation operation, Chance chance) {
        boolean isOdd = !chance.oneIn(3);
        Targets targets = new Targets(ids, chance);
        String line = operation.method() + " " + targets.path(operation) + targets.query(operation.query(), isOdd);
        List<Header> headers = new Heads(chance).proper(authorization(chance), -1);
        return Sent.readable(isOdd ? "odd query" : "plain", operation.toString(), line, headers, new byte[0]);
    }

    private Sent withBody(Operation operation, JsonNode schema, Chance chance) {
        JsonNode document = new Documents(description, ids, chance).of(schema);
        String kind = "plain";
        if (!chance.oneIn(4)) {
            kind = "odd document";
            for (int i = chance.below(3); i >= 0; i--) {
                document = new Mutation(chance).of(document);
            }
        }
        String json = text(document);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        if (chance.oneIn(4)) {
            kind = "damaged JSON";
            body = new DamagedJson(chance).of(json);
        } else if (chance.oneIn(40)) {
            kind = "huge body";
            body = new DamagedJson(chance).huge(json);
        }
        List<Header> headers = new Heads(chance).proper(authorization(chance), body.length);
        return Sent.readable(kind, operation.toString(), line(operation, chance), headers, body);
    }

    private Sent withOddHeaders(Operation operation, Chance chance) {
        byte[] body = operation.body() == null
                ? new byte[0]
                : text(new Documents(description, ids, chance).of(operation.body()))
                        .getBytes(StandardCharsets.UTF_8);
        Heads heads = new Heads(chance);
        List<Header> headers =
                heads.odd(heads.proper(authorization(chance), operation.body() == null ? -1 : body.length));
        Sent sent = Sent.readable("odd headers", operation.toString(), line(operation, chance), headers, body);
        return new Sent(sent.kind(), sent.about(), sent.bytes(), readability(headers), false);
    }

    private String line(Operation operation, Chance chance) {
        return operation.method() + " " + new Targets(ids, chance).path(operation);
    }

    /** Two ways to say where a body ends, or more headers than anybody reads, are no HTTP any more. */
    private static Readability readability(List<Header> headers) {
        boolean isFramedTwice = has(headers, "Transfer-Encoding") && has(headers, "Content-Length");
        int bytes = headers.stream()
                .mapToInt(header -> header.name().length() + header.value().length() + 4)
                .sum();
        return isFramedTwice || bytes > READABLE_HEADER_BYTES ? Readability.UNREADABLE : Readability.READABLE;
    }

    private static boolean has(List<Header> headers, String name) {
        return headers.stream().anyMatch(header -> header.name().equals(name));
    }

    private String authorization(Chance chance) {
        return switch (chance.below(12)) {
            case 0 -> "";
            case 1 -> chance.pick("Bearer", "Bearer x", "Bearer cron_pat_x", "Basic YTpi", "Bearer a.b.c");
            case 2, 3, 4, 5 -> "Bearer " + credentials.login();
            default -> "Bearer " + credentials.apiToken();
        };
    }

    /** As JSON; what no document should hold at all is cut off, which damages it. Examples lead nowhere. */
    private static String text(JsonNode document) {
        String text = document.toString().replaceAll("https?://[\\w.-]*example\\.com", "http://target.invalid");
        return text.length() <= LONGEST_DOCUMENT ? text : text.substring(0, LONGEST_DOCUMENT);
    }
}
