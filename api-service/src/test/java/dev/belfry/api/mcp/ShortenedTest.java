package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ShortenedTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void leavesWhatIsShortAsItIs() {
        ObjectNode answer = JSON.objectNode().put("name", "a").put("count", 7).putNull("error");
        answer.putObject("body").putArray("list").add("x".repeat(3_000));

        assertThat(Shortened.of(answer).tree()).isEqualTo(answer);
    }

    @Test
    void cutsLongTextsAndSaysByHowMuch() {
        ObjectNode answer = JSON.objectNode();
        answer.putArray("attempts").addObject().put("bodyPreview", "x".repeat(5_000));

        assertThat(text(answer, "/attempts/0/bodyPreview"))
                .startsWith("x".repeat(4_000) + "… (shortened by 1000 characters")
                .hasSizeLessThan(4_100);
    }

    @Test
    void neverCutsBetweenTheHalvesOfACharacter() {
        ObjectNode answer = JSON.objectNode().put("text", "x".repeat(3_999) + "😀" + "y".repeat(10));

        assertThat(text(answer, "/text")).startsWith("x".repeat(3_999) + "… (shortened by 12 characters");
    }

    @Test
    void writesALargeDocumentOfAnyShapeAsAShortenedText() {
        ObjectNode answer = JSON.objectNode();
        ObjectNode body = answer.putObject("request").putObject("body");
        for (int i = 0; i < 1_000; i++) {
            body.put("field " + i, i);
        }

        assertThat(text(answer, "/request/body")).startsWith("{\"field 0\":0,").contains("shortened by");
    }

    private static String text(JsonNode answer, String place) {
        return Shortened.of(answer).tree().at(place).textValue();
    }
}
