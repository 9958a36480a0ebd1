package dev.belfry.fuzz.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.fuzz.wire.Answer;
import dev.belfry.fuzz.wire.Readability;
import dev.belfry.fuzz.wire.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

    private static final String GOOD =
            "{\"error\":{\"code\":\"not_found\",\"message\":\"there is none\",\"details\":[]}}";

    @Test
    void passesSuccessesAndRefusalsInShape() {
        assertThat(Judge.flaw(sent(Readability.READABLE), answer(200, ""))).isEmpty();
        assertThat(Judge.flaw(sent(Readability.READABLE), answer(404, GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|{\"error\":{\"code\":\"a\",\"message\":\"b\",\"details\":[]}}|a 5xx",
                "503||a 5xx",
                "302||neither",
                "101||neither",
                "400||not in the error shape",
                "400|<html>|no JSON",
                "400|{\"error\":{}} {}|no JSON",
                "400|{\"details\":\"Error id 1\",\"stack\":\"\"}|not in the error shape",
                "400|{\"error\":{\"code\":\"a\",\"message\":\"b\"}}|not in the error shape",
                "400|{\"error\":{\"code\":\"A b\",\"message\":\"b\",\"details\":[]}}|not in the error shape",
                "400|{\"error\":{\"code\":\"a\",\"message\":\" \",\"details\":[]}}|not in the error shape",
                "400|{\"error\":{\"code\":\"a\",\"message\":\"b\",\"details\":[1]}}|a detail",
                "400|{\"error\":{\"code\":\"a\",\"message\":\"java.lang.X\",\"details\":[]}}|inside",
            })
    void findsWhatIsWrong(int status, String body, String flaw) {
        assertThat(Judge.flaw(sent(Readability.READABLE), answer(status, body == null ? "" : body)))
                .hasValueSatisfying(found -> assertThat(found).contains(flaw));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/v1/runs HTTP/1.1|{\"error\":\"Run not found\"}|true",
                "GET /v1/api/v1/runs?a=b HTTP/1.1|{\"error\":\"Query Error\",\"details\":[]}|true",
                "GET /api/v1/runs HTTP/1.1|{\"error\":\"Run not found\",\"code\":null}|false",
                "GET /api/v1/runs HTTP/1.1|{\"error\":{\"code\":\"a\",\"message\":\"b\",\"details\":[]}}|false",
                "GET /apis HTTP/1.1|{\"error\":\"Run not found\"}|false",
            })
    void takesTheShapeOfTriggerDevWhereItsClientsAreAnswered(String line, String body, boolean isInShape) {
        Sent sent = new Sent("any", "any", line.getBytes(StandardCharsets.UTF_8), Readability.READABLE, false);
        assertThat(Judge.flaw(sent, answer(404, body)).isEmpty()).isEqualTo(isInShape);
    }

    @ParameterizedTest
    @EnumSource
    void toleratesAnEmptyRefusalAndSilenceOnlyWhereTheRequestCannotBeRead(Readability readability) {
        boolean isReadable = readability == Readability.READABLE;
        assertThat(Judge.flaw(sent(readability), answer(431, "")).isPresent()).isEqualTo(isReadable);
        assertThat(Judge.flaw(sent(readability), answer(0, "")).isPresent()).isEqualTo(isReadable);
        assertThat(Judge.flaw(sent(readability), answer(404, ""))).isPresent();
    }

    @Test
    void callsSlowWhatTakesMoreThanASecond() {
        assertThat(Judge.isSlow(new Answer(200, Map.of(), new byte[0], Duration.ofMillis(1_000))))
                .isFalse();
        assertThat(Judge.isSlow(new Answer(200, Map.of(), new byte[0], Duration.ofMillis(1_001))))
                .isTrue();
    }

    private static Sent sent(Readability readability) {
        return new Sent("any", "any", new byte[0], readability, false);
    }

    private static Answer answer(int status, String body) {
        return new Answer(
                status,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ofMillis(3));
    }
}
