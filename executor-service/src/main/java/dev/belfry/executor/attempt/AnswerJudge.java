package dev.belfry.executor.attempt;

import dev.belfry.core.response.OutputTemplate;
import dev.belfry.core.response.OutputTooLongException;
import dev.belfry.core.response.ReceivedResponse;
import dev.belfry.core.response.ResponseJudge;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.response.UnreadableJsonException;
import dev.belfry.transport.answer.AnswerJson;
import dev.belfry.transport.answer.RegularExpression;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges what came of one call. The rules see the answer as it arrived; what is kept of it, and of a failure, is masked.
 */
final class AnswerJudge {

    private static final FinalOutput TOO_LONG =
            new FinalOutput(null, "there is no final_output: it would be longer than 64 KB");

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
        return AttemptOutcome.of(new Failed(failed.code(), masked(failed.message()), failed.timing()));
    }

    /** A quotation may break off in the middle of a secret. */
    private String masked(String message) {
        if (!message.endsWith(Failed.CUT)) {
            return prepared.mask().mask(message);
        }
        String quoted = message.substring(0, message.length() - Failed.CUT.length());
        return prepared.mask().maskCut(quoted) + Failed.CUT;
    }

    private AttemptOutcome judge(Answered answered) {
        boolean isCut = answered.isCut();
        AnswerJson json = new AnswerJson(answered.bodyPreview(), isCut);
        Answered shown = masked(answered);
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
            return json.length() <= OutputTemplate.MAX_LENGTH
                    ? new FinalOutput(ESCAPED_NUL.matcher(json).replaceAll("$1\\\\uFFFD"), null)
                    : TOO_LONG;
        } catch (OutputTooLongException e) {
            return TOO_LONG;
        } catch (UnreadableJsonException e) {
            return new FinalOutput(null, "there is no final_output: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new FinalOutput(null, "there is no final_output: the stored template cannot be read");
        }
    }

    private Answered masked(Answered answered) {
        Map<String, String> headers = new LinkedHashMap<>();
        answered.headers()
                .forEach((name, value) -> headers.put(name, prepared.mask().mask(value)));
        String body = answered.isCut()
                ? prepared.mask().maskCut(answered.bodyPreview())
                : prepared.mask().mask(answered.bodyPreview());
        String finalUrl = answered.finalUrl();
        return new Answered(
                answered.status(),
                headers,
                body,
                answered.isCut(),
                answered.redirects(),
                finalUrl == null ? null : prepared.mask().mask(finalUrl),
                answered.timing());
    }
}
