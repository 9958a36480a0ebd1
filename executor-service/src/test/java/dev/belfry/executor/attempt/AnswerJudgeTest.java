package dev.belfry.executor.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.response.MatchRule;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.secret.reference.SecretMask;
import dev.belfry.core.template.RequestVariables;
import dev.belfry.executor.attempt.AttemptOutcome.Judged;
import dev.belfry.executor.attempt.AttemptOutcome.Mismatched;
import dev.belfry.executor.attempt.AttemptOutcome.Succeeded;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.http.OutboundCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerJudgeTest {

    private static final String SECRET = "s3cr3t-value";
    private static final MatchRule OK = new MatchRule("json", "$.status", null, "equals", "ok");

    @Test
    void judgesWhatArrivedAndKeepsItMasked() {
        MatchRule echo = new MatchRule("body", null, null, "contains", SECRET);

        AttemptOutcome outcome = judge(matcher(echo), "{\"b\":\"{{response.body}}\",\"h\":\"{{response.headers.x}}\"}")
                .judge(new Answered(200, Map.of("x", "is " + SECRET), "got " + SECRET));

        assertThat(outcome).isInstanceOf(Succeeded.class);
        Judged judged = (Judged) outcome;
        assertThat(judged.answered()).isEqualTo(new Answered(200, Map.of("x", "is ***"), "got ***"));
        assertThat(judged.output().json()).isEqualTo("{\"b\":\"got ***\",\"h\":\"is ***\"}");
    }

    @Test
    void aMatcherFailsASuccessStatus() {
        AttemptOutcome outcome = judge(matcher(OK), null).judge(new Answered(200, Map.of(), "{\"status\":\"down\"}"));

        assertThat(outcome).isInstanceOf(Mismatched.class);
        assertThat(outcome.errorCode()).isEqualTo(ErrorCode.RESPONSE_MISMATCH);
        assertThat(outcome.error()).isEqualTo("response_matcher.rules[0] does not hold: json $.status equals ok");
    }

    @Test
    void aStatusThatIsNoSuccessIsToldBeforeAnyRule() {
        assertThat(judge(matcher(OK), null)
                        .judge(new Answered(500, Map.of(), "{}"))
                        .error())
                .isEqualTo("the target answered 500");
    }

    @Test
    void anAnswerLongerThanIsKeptIsNotJudgedSilently() {
        String cut = "{\"status\":\"ok\",\"fill\":\"" + "x".repeat(GuardedClient.PREVIEW_BYTES);
        Answered answered = cut(cut.substring(0, GuardedClient.PREVIEW_BYTES));

        assertThat(judge(matcher(OK), null).judge(answered).error()).contains("longer than 64 KB");
        assertThat(judge(matcher(new MatchRule("body", null, null, "contains", "end")), null)
                        .judge(answered)
                        .error())
                .contains("judged by the beginning");
        Judged judged =
                (Judged) judge(null, "{\"s\":\"{{response.json.status}}\"}").judge(answered);
        assertThat(judged.wireStatus()).isEqualTo("SUCCESS");
        assertThat(judged.output().json()).isNull();
        assertThat(judged.output().flaw()).contains("longer than 64 KB");
    }

    @Test
    void hidesASecretThatTheLimitCutsInTwo() {
        String body = "x".repeat(GuardedClient.PREVIEW_BYTES - 6) + SECRET.substring(0, 6);

        Judged judged = (Judged) judge(null, "{\"b\":\"{{response.body}}\"}").judge(cut(body));

        assertThat(judged.answered().bodyPreview()).endsWith("x***");
        assertThat(judge(null, null).judge(new Answered(200, Map.of(), body)))
                .extracting(outcome -> ((Judged) outcome).answered().bodyPreview())
                .isEqualTo(body);
    }

    @Test
    void anOutputKeepsItsTypesAndIsBounded() {
        Answered answered = new Answered(201, Map.of(), "{\"id\":7,\"sum\":1.10,\"nul\":\"a\\u0000b\"}");

        Judged judged = (Judged) judge(
                        null,
                        "{\"z\":\"{{response.json.id}}\",\"a\":\"n{{response.status}}\",\"s\":\"{{response.json.sum}}\","
                                + "\"n\":\"{{response.json.nul}}\",\"none\":\"{{response.json.none}}\"}")
                .judge(answered);
        String wide = "{\"a\":\"" + "{{response.body}}".repeat(3000) + "\"}";

        assertThat(judged.output().json())
                .isEqualTo("{\"z\":7,\"a\":\"n201\",\"s\":1.10,\"n\":\"a\\uFFFDb\",\"none\":\"\"}");
        assertThat(((Judged) judge(null, wide).judge(answered)).output())
                .isEqualTo(new FinalOutput(null, "there is no final_output: it would be longer than 64 KB"));
    }

    @Test
    void anErrorTextHoldsNoSecretEither() {
        assertThat(judge(null, null)
                        .judge(new Failed(ErrorCode.CONNECTION_FAILED, "bad value " + SECRET))
                        .error())
                .isEqualTo("bad value ***");
    }

    @Test
    void anErrorTextThatBreaksOffInASecretHoldsNothingOfIt() {
        assertThat(judge(null, null)
                        .judge(new Failed(ErrorCode.CONNECTION_FAILED, "bad value s3cr3" + Failed.CUT))
                        .error())
                .isEqualTo("bad value ***...");
    }

    private static Answered cut(String preview) {
        return new Answered(200, Map.of(), preview, true, 0, null, null);
    }

    private static ResponseMatcher matcher(MatchRule rule) {
        return new ResponseMatcher("all", List.of(rule));
    }

    private static AnswerJudge judge(@Nullable ResponseMatcher matcher, @Nullable String template) {
        TargetRequest request =
                new TargetRequest("http://a", "GET", Map.of(), null, 30, List.of(200, 201), 0, matcher, null);
        OutboundCall call =
                new OutboundCall("GET", "http://a", Map.of("A", SECRET), new byte[0], Duration.ofSeconds(1));
        PreparedCall prepared = new PreparedCall(
                request,
                template,
                call,
                RequestVariables.of(new UUID(0, 1), Instant.EPOCH),
                SecretMask.of(Set.of(SECRET)));
        assertThat(prepared).asString().doesNotContain(SECRET);
        return new AnswerJudge(prepared);
    }
}
