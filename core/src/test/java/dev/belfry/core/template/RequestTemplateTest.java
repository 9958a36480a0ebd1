package dev.belfry.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {

    private static final UUID ID = UUID.fromString("019d0000-0000-7000-8000-000000000001");
    private static final RequestVariables VARIABLES =
            RequestVariables.of(ID, Instant.parse("2026-03-16T12:34:56.000987Z"));

    @Test
    void putsTheThreeVariablesIn() {
        assertThat(RequestTemplate.render("{{timestamp}}|{{ execution_id }}|{{uuid}}", VARIABLES))
                .isEqualTo("2026-03-16T12:34:56.000Z|" + ID + "|" + VARIABLES.uuid());
    }

    @Test
    void theUuidIsOfVersion4AndFollowsFromTheExecutionAlone() {
        UUID uuid = UUID.fromString(VARIABLES.uuid());

        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(RequestVariables.of(ID, Instant.EPOCH).uuid()).isEqualTo(VARIABLES.uuid());
        assertThat(RequestVariables.of(UUID.randomUUID(), Instant.EPOCH).uuid()).isNotEqualTo(VARIABLES.uuid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a } b }} c", "{ {uuid} }", "{{uuid}}", "{{  timestamp\t}}x{{execution_id}}"})
    void whatIsSoundHasNoFlaw(String text) {
        assertThat(RequestTemplate.flaw(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x{{UUID}}, 'holds {{UUID}}; known are {{timestamp}}, {{uuid}}, {{execution_id}}'",
        "{{}}, 'holds {{}}; known are {{timestamp}}, {{uuid}}, {{execution_id}}'",
        "{{{uuid}}}, 'holds {{{uuid}}; known are {{timestamp}}, {{uuid}}, {{execution_id}}'",
        "ab{{uuid, has '{{' without '}}' at position 3",
        "secret://{{uuid}}, has a template inside a secret:// reference; a reference is taken as it stands",
        "secret://a{{uuid}}, has a template inside a secret:// reference; a reference is taken as it stands"
    })
    void saysWhatIsWrong(String text, String flaw) {
        assertThat(RequestTemplate.flaw(text)).contains(flaw);
    }

    @Test
    void leavesWhatItCannotReadAsItStands() {
        assertThat(RequestTemplate.render("{{nobody}} {{uuid", VARIABLES)).isEqualTo("{{nobody}} {{uuid");
    }

    @Test
    void namesMustNotHoldTemplates() {
        assertThat(RequestTemplate.nameFlaw("X-{{uuid}}")).isPresent();
        assertThat(RequestTemplate.nameFlaw("X-{{uuid")).isPresent();
        assertThat(RequestTemplate.nameFlaw("X-Mine")).isEmpty();
    }

    @Test
    void rendersTextsAnywhereInAJsonBodyAndNothingElse() {
        Map<String, Object> body =
                Map.of("{{uuid}}", Arrays.asList("id {{execution_id}}", 7, true, null, Map.of("at", "{{timestamp}}")));

        assertThat(RequestTemplate.renderBody(body, VARIABLES))
                .isEqualTo(Map.of(
                        "{{uuid}}",
                        Arrays.asList("id " + ID, 7, true, null, Map.of("at", "2026-03-16T12:34:56.000Z"))));
    }

    @Test
    void readsALongTextOfOpenBracesOnce() {
        assertThat(TemplateText.of("{{".repeat(500_000)).expressions()).isEqualTo(List.of());
    }
}
