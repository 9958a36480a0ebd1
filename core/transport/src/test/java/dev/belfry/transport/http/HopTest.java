package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Answered;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopTest {

    @Test
    void refusesToLeaveEncryption() throws Exception {
        Hop hop = new Hop(1, "GET", TargetUrl.parse("https://a.example/"), Map.of(), new byte[0]);
        assertThatExceptionOfType(RefusedHopException.class)
                .isThrownBy(() -> hop.after(to("http://a.example/"), Sensitive.UNKNOWN))
                .satisfies(refused -> {
                    assertThat(refused.failure().code()).isEqualTo(ErrorCode.BLOCKED_TARGET);
                    assertThat(refused.failure().message())
                            .startsWith("redirect 2 to http://a.example: it leads from https to http");
                });
    }

    @Test
    void dropsCredentialsWhereEncryptionBegins() throws Exception {
        Map<String, String> headers = Map.of("Authorization", "Basic x", "Accept", "text/css");
        Hop hop = new Hop(0, "GET", TargetUrl.parse("http://a.example/"), headers, new byte[0]);
        assertThat(hop.after(to("https://a.example/"), Sensitive.UNKNOWN).headers())
                .containsOnlyKeys("Accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AUTHORIZATION", "proxy-anything", "Cookie", "X-Gitlab-Token", "api-key", "X-Auth-User", "Mine"})
    void knowsWhatNotToTakeElsewhere(String header) {
        assertThat(new Sensitive(Set.of("mINE"), false).covers(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "User-Agent", "Idempotency-Key", "X-Cron-Service-Job-Id", "Content-Type"})
    void takesAlongWhatIsNoSecret(String header) {
        assertThat(Sensitive.UNKNOWN.covers(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6})
    void refusesANumberOfRedirectsOutOfRange(int redirects) {
        OutboundCall call = new OutboundCall("GET", "http://a/", Map.of(), new byte[0], Duration.ofSeconds(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.following(redirects, Sensitive.UNKNOWN))
                .withMessageContaining("from 0 to 5");
    }

    @Test
    void tellsNeitherValuesNorPathsNorQueries() throws Exception {
        Map<String, String> headers = Map.of("X-Mine", "s3cr3t");
        String url = "https://a.example/s3cr3t?key=s3cr3t";
        OutboundCall call = new OutboundCall("GET", url, headers, new byte[0], Duration.ofSeconds(1));

        assertThat(call).asString().contains("GET", "X-Mine").doesNotContain("s3cr3t");
        assertThat(Hop.first(call, TargetUrl.parse(url)))
                .asString()
                .contains("https://a.example", "X-Mine")
                .doesNotContain("s3cr3t");
    }

    private static Answered to(String location) {
        return new Answered(302, Map.of("location", location), "");
    }
}
