package dev.belfry.fuzz.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.fuzz.description.Operation;
import dev.belfry.fuzz.description.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** Paths and queries, as they stand in the request line. */
final class Targets {

    private static final List<String> NO_IDS = List.of(
            "nonsense!",
            "1-1-1-1-1",
            "00000000-0000-7000-8000-000000000000",
            "%00",
            "%FF%FE",
            "%C0%AF",
            "%ED%A0%80",
            "%2e%2e%2f",
            "..%2f..%2f",
            "%25%30%30",
            "a;b=c",
            "*",
            "~",
            "%F0%9F%98%80",
            "x".repeat(3_000));

    private static final List<String> NO_PATHS = List.of(
            "/%",
            "/%zz",
            "/v1/jobs/%",
            "/v1/jobs/%4",
            "/v1/jobs/%u0041",
            "/v1/jobs?q=%",
            "/v1/jobs?q=%zz",
            "/v1/jobs?%=%",
            "/v1/jobs?limit=%C0%B1",
            "/v1/jobs?&&=&",
            "/v1/jobs?q=a#b",
            "/v1/jobs/\u00fc",
            "/v1/jobs/[{|}]",
            "/v1/jobs/\\..\\",
            "//v1///jobs",
            "/v1/./jobs/../jobs",
            "/v1/%2e%2e/v1/jobs",
            "/../../etc/passwd",
            "/V1/JOBS",
            "/v1/jobs/",
            "/v1;x=y/jobs;a",
            "/v1",
            "/q",
            "/q/../v1/jobs",
            "/favicon.ico",
            "/.git/config",
            "*",
            "v1/jobs",
            "http://other.invalid/v1/jobs",
            "http://[/v1/jobs",
            "/v1/jobs?q=" + "x".repeat(5_000),
            "/" + "a/".repeat(1_500),
            "/v1/jobs?" + "limit=1&".repeat(400));

    private final KnownIds ids;
    private final Chance chance;

    Targets(KnownIds ids, Chance chance) {
        this.ids = ids;
        this.chance = chance;
    }

    String odd() {
        return chance.pick(NO_PATHS);
    }

    /** The path of an operation about a thing that is there, mostly. */
    String path(Operation operation) {
        int brace = operation.path().indexOf('{');
        if (brace < 0) {
            return operation.path();
        }
        String collection = operation.path().substring(0, brace - 1);
        String id = switch (chance.below(10)) {
            case 0 -> chance.pick(NO_IDS);
            case 1 -> ids.any(chance).orElse("x");
            default ->
                ids.below(collection, chance).orElseGet(() -> chance.uuid().toString());
        };
        String rest = operation.path().substring(operation.path().indexOf('}') + 1);
        return collection + "/" + id
                + rest.replace("{signal}", chance.pick("start", "success", "0", "255", "256", "log", "x"));
    }

    /** Some of the parameters; empty, or with its question mark. */
    String query(List<Parameter> parameters, boolean isOdd) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (Parameter parameter : parameters) {
            if (chance.oneIn(2)) {
                String value = isOdd && chance.oneIn(2) ? oddValue(parameter.name()) : value(parameter);
                query.add(parameter.name() + "=" + value);
            }
        }
        if (isOdd && chance.oneIn(3)) {
            query.add(chance.pick("limit=1&limit=2", "colour=red", "%00=1", "=", "limit", "a[]=1", "q[$ne]=1"));
        }
        return query.toString();
    }

    private String oddValue(String name) {
        return encoded(chance.pick(
                new OddJson(chance).text(name), new OddJson(chance).number().asText()));
    }

    private String value(Parameter parameter) {
        JsonNode schema = parameter.schema();
        return switch (parameter.name()) {
            case "limit", "page[size]" -> chance.pick("1", "50", "100");
            case "filter[status]" -> chance.pick("FAILED", "QUEUED,DELAYED", "EXECUTING");
            case "filter[isTest]" -> chance.pick("true", "false");
            case "from" -> "2026-01-01T00:00:00Z";
            case "to" -> "2026-12-31T00:00:00Z";
            default ->
                encoded(
                        schema.path("format").asText().equals("uuid")
                                ? ids.any(chance).orElse("x")
                                : schema.path("default").asText("a"));
        };
    }

    private static String encoded(String text) {
        String whole = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return whole.substring(0, Math.min(whole.length(), 6_000));
    }
}
