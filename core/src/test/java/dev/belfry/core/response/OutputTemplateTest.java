package dev.belfry.core.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.core.schedule.Violation;
import dev.belfry.core.template.RequestVariables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTemplateTest {

    private static final RequestVariables VARIABLES = RequestVariables.of(new UUID(0, 7), Instant.EPOCH);

    @Test
    void oneExpressionKeepsItsTypeAndALongerTextTakesItsText() throws Exception {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", 7);
        json.put("items", List.of(Map.of("id", new BigDecimal("1.10"))));
        json.put("nothing", null);

        assertThat(render(
                        Arrays.asList(
                                "{{response.json.id}}",
                                "no. {{ response.json.id }}",
                                "{{response.json.items[0].id}}",
                                "{{response.json.items[1].id}}",
                                "{{response.json.nothing}}",
                                "<{{response.json.nothing}}>",
                                "{{response.json.items}}!",
                                "{{response.json.absent}}",
                                12,
                                null),
                        json))
                .isEqualTo(Arrays.asList(
                        7, "no. 7", new BigDecimal("1.10"), "", null, "<>", "[{id=1.10}]!", "", 12, null));
    }

    /** Written out it would be gigabytes, and nobody would have the memory to say so. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{{response.json}}", "{{response.json.text}}", "is {{response.json.text}}", "{{response.json}}!"
            })
    void stopsBeforeTheSameLongAnswerWasPutInTenThousandTimes(String expression) {
        Map<String, Object> json = Map.of("text", "x".repeat(60_000));
        for (Object template : List.of(Collections.nCopies(10_000, expression), expression.repeat(10_000))) {
            assertThatThrownBy(() -> render(template, json)).isInstanceOf(OutputTooLongException.class);
        }
    }

    @Test
    void knowsStatusHeadersBodyAndVariables() throws Exception {
        assertThat(render(
                        Map.of(
                                "s", "{{response.status}}",
                                "h", "{{response.headers.X-Id}}",
                                "n", "{{response.headers.x-none}}",
                                "b", "{{response.body}}",
                                "e", "{{execution_id}}"),
                        null))
                .isEqualTo(Map.of("s", 201, "h", "h7", "n", "", "b", "body", "e", VARIABLES.executionId()));
    }

    @Test
    void whatIsNoJsonHoldsNothingButWhatIsTooMuchIsTold() throws Exception {
        Map<String, String> template = Map.of("a", "{{response.json.a}}");

        assertThat(template(template).render(answer(unreadable(false)), VARIABLES))
                .isEqualTo(Map.of("a", ""));
        assertThatThrownBy(() -> template(template).render(answer(unreadable(true)), VARIABLES))
                .isInstanceOf(UnreadableJsonException.class);
        assertThat(template(Map.of("s", "{{response.status}}")).render(answer(unreadable(true)), VARIABLES))
                .isEqualTo(Map.of("s", 201));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{response}}",
                "{{response.jsonx}}",
                "{{response.json.}}",
                "{{response.json.a[x]}}",
                "{{response.json.a[-1]}}",
                "{{response.headers}}",
                "{{response.headers.a b}}",
                "{{response.statusCode}}",
                "{{context.a}}",
                "{{response.status"
            })
    void refusesExpressionsThatMeanNothing(String text) {
        assertThat(OutputTemplate.violations("t", Map.of("a", List.of(text))))
                .extracting(Violation::field)
                .containsExactly("t.a[0]");
    }

    @Test
    void isAnObject() {
        assertThat(OutputTemplate.violations("t", "{{response.status}}")).hasSize(1);
        assertThat(OutputTemplate.violations("t", Map.of("a", "{{response.json[0].a-b}}")))
                .isEmpty();
    }

    private static @Nullable Object render(Object template, @Nullable Object json) throws Exception {
        return template(template).render(answer(read(json)), VARIABLES);
    }

    private static OutputTemplate template(Object template) {
        return new OutputTemplate(template, String::valueOf);
    }

    private static ReceivedResponse answer(JsonBody json) {
        return new ReceivedResponse(201, Map.of("x-id", "h7"), "body", false, json);
    }

    private static JsonBody read(@Nullable Object json) {
        return new JsonBody() {
            @Override
            public @Nullable Object value() {
                return json;
            }

            @Override
            public List<@Nullable Object> select(String path) {
                throw new AssertionError("a template selects nothing");
            }
        };
    }

    private static JsonBody unreadable(boolean isOurLimit) {
        return new JsonBody() {
            @Override
            public Object value() throws UnreadableJsonException {
                throw new UnreadableJsonException("no", isOurLimit);
            }

            @Override
            public List<@Nullable Object> select(String path) {
                throw new AssertionError("a template selects nothing");
            }
        };
    }
}
