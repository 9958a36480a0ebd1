package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/",
                "/v1/jobs",
                "//v1/jobs",
                "/v1;a=b/jobs",
                "/;a/v1/jobs",
                "/v1/nope",
                "/mcp",
                "/mcp/jobs",
                "/api/v1/runs",
                "/v1/api/v1/runs"
            })
    void everySpellingOfAnEndpointIsLimited(String path) {
        assertThat(RequestPath.of(path).isLimited()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "", "/q/health/ready", "/openapi.json", "/v10/jobs", "/q/v1", "/llms.txt", "/docs/mcp.md"})
    void whatIsNoEndpointOfTheApiIsNotLimited(String path) {
        assertThat(RequestPath.of(path).isLimited()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/auth/login", "/v1/auth/login/", "/v1;a/auth;b/login;c=d", "/v1//auth/login"})
    void everySpellingOfALoginIsOne(String path) {
        assertThat(RequestPath.of(path).isBelow("auth")).isTrue();
        assertThat(RequestPath.of(path).segment(2)).hasValue("login");
    }

    @Test
    void onlyTheApiHasLoginsAndPings() {
        assertThat(RequestPath.of("/mcp/auth/login").isBelow("auth")).isFalse();
        assertThat(RequestPath.of("/api/auth/login").isBelow("auth")).isFalse();
    }
}
