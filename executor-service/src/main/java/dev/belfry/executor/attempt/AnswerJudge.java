package dev.belfry.executor.attempt;

import dev.belfry.core.response.OutputTemplate;
import dev.belfry.core.response.ReceivedResponse;
import dev.belfry.core.response.ResponseJudge;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.response.UnreadableJsonException;
import dev.belfry.transport.answer.AnswerJson;
import dev.belfry.transport.answer.RegularExpression;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.json.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges what came of one call. The rules see the answer as it arrived; what is kept of it, and of a failure, is masked.
 */
final class AnswerJudge {

    static final int MAX_OUTPUT = 64 * 1024;

    /** As long as what {@link Failed} quotes of the other side at most: its end may be the middle of a secret. */
    private static final int QUOTE = 500;

    private static final ResponseJudge JUDGE = new ResponseJudge(RegularExpression::of);
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final PreparedCall prepared;

    AnswerJudge(PreparedCall prepared) {
        this.prepared = prepared;
    }

    AttemptOutcome judge(CallResult result) {
        if (result instanceof Answered answered) {
            return judge(answered);
        }
        Failed failed = (Failed) result;
        String message = failed.message().length() < QUOTE
                ? prepared.mask().mask(failed.message())
                : prepared.mask().maskCut(failed.message());
        return AttemptOutcome.of(new Failed(failed.code(), message, failed.timing()));
    }

    private AttemptOutcome judge(Answered answered) {
        boolean isCut = isCut(answered);
        AnswerJson json = new AnswerJson(answered.bodyPreview(), isCut);
        Answered shown = masked(answered, isCut);
        FinalOutput output =
                output(new ReceivedResponse(shown.status(), shown.headers(), shown.bodyPreview(), isCut, json));
        if (!prepared.request().successStatuses().contains(answered.status())) {
            return new AttemptOutcome.Refused(shown, output);
        }
        ReceivedResponse received =
                new ReceivedResponse(answered.status(), answered.headers(), answered.bodyPreview(), isCut, json);
        return mismatch(received)
                .<AttemptOutcome>map(why -> new AttemptOutcome.Mismatched(shown, why, output))
                .orElseGet(() -> new AttemptOutcome.Succeeded(shown, output));
    }

    private Optional<String> mismatch(ReceivedResponse received) {
        ResponseMatcher matcher = prepared.request().responseMatcher();
        return matcher == null
                ? Optional.empty()
                : JUDGE.mismatch(matcher, received).map(prepared.mask()::mask);
    }

    private FinalOutput output(ReceivedResponse shown) {
        String template = prepared.outputTemplate();
        if (template == null) {
            return FinalOutput.NONE;
        }
        try {
            Object output = new OutputTemplate(WireJson.read(template, Object.class), WireJson::write)
                    .render(shown, prepared.variables());
            Object masked = prepared.mask().maskJson(output);
            String json = masked == null ? "null" : WireJson.write(masked);
            return json.length() <= MAX_OUTPUT
                    ? new FinalOutput(ESCAPED_NUL.matcher(json).replaceAll("$1\\\\uFFFD"), null)
                    : new FinalOutput(null, "there is no final_output: it would be longer than 64 KB");
        } catch (UnreadableJsonException e) {
            return new FinalOutput(null, "there is no final_output: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new FinalOutput(null, "there is no final_output: the stored template cannot be read");
        }
    }

    private Answered masked(Answered answered, boolean isCut) {
        Map<String, String> headers = new LinkedHashMap<>();
        answered.headers()
                .forEach((name, value) -> headers.put(name, prepared.mask().mask(value)));
        String body = isCut
                ? prepared.mask().maskCut(answered.bodyPreview())
                : prepared.mask().mask(answered.bodyPreview());
        String finalUrl = answered.finalUrl();
        return new Answered(
                answered.status(),
                headers,
                body,
                answered.redirects(),
                finalUrl == null ? null : prepared.mask().mask(finalUrl),
                answered.timing());
    }

    /** The client keeps whole characters of the first bytes: up to three bytes of the limit may stay unused. */
    private static boolean isCut(Answered answered) {
        return answered.bodyPreview().length() >= (GuardedClient.PREVIEW_BYTES - 3) / 3
                && answered.bodyPreview().getBytes(StandardCharsets.UTF_8).length > GuardedClient.PREVIEW_BYTES - 4;
    }
}
