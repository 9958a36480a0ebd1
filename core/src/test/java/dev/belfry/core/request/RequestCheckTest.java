package dev.belfry.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.schedule.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {

    @Test
    void findsEveryBrokenTemplateWhereverItStands() {
        TargetRequest request = new TargetRequest(
                "https://example.com/{{id}}",
                "POST",
                Map.of("X-{{uuid}}", "a"),
                Map.of("k{{uuid}}", List.of("{{uuid", "{{uuid}}")),
                30,
                List.of(200),
                6,
                new ResponseMatcher(null, null),
                "ignore");

        assertThat(RequestCheck.violations(request))
                .extracting(Violation::field)
                .containsExactly(
                        "request.url",
                        "request.headers.X-{{uuid}}",
                        "request.body.k{{uuid}}",
                        "request.body.k{{uuid}}[0]",
                        "request.follow_redirects",
                        "request.missing_secret",
                        "request.response_matcher.rules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://{{uuid}}.example.com/", "{{uuid}}", "https://example.com{{uuid}}", "{{uuid}}://a/"})
    void aTemplateDoesNotChooseTheTarget(String url) {
        assertThat(RequestCheck.violations(get(url, Map.of()))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com/{{uuid}}", "https://example.com?t={{timestamp}}", "https://example.com"})
    void aTemplateMayStandInPathAndQuery(String url) {
        assertThat(RequestCheck.violations(get(url, Map.of("A", "secret://a {{uuid}}"))))
                .isEmpty();
    }

    @Test
    void namesTheSecretsOfAllHeaders() {
        TargetRequest request = get(
                "https://example.com", Map.of("A", "secret://b", "B", "x secret://a, secret://b", "secret://no", ""));

        assertThat(RequestCheck.secretNames(request)).containsExactly("a", "b");
    }

    private static TargetRequest get(String url, Map<String, String> headers) {
        return new TargetRequest(url, "GET", headers, null, 30, List.of(200), 0, null, null);
    }
}
