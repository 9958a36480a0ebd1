package dev.belfry.transport.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.belfry.core.response.UnreadableJsonException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerJsonTest {

    private static final AnswerJson JSON = new AnswerJson("""
            {"status": "ok", "nothing": null, "sum": 1.10, "items": [{"id": 1}, {"id": 2, "tags": ["a"]}]}
            """, false);

    @Test
    void selectsWhatAPathLeadsTo() throws UnreadableJsonException {
        assertThat(JSON.select("$.status")).isEqualTo(List.of("ok"));
        assertThat(JSON.select("$.sum")).isEqualTo(List.of(new BigDecimal("1.10")));
        assertThat(JSON.select("$.items[*].id")).isEqualTo(List.of(1, 2));
        assertThat(JSON.select("$..tags[0]")).isEqualTo(List.of("a"));
        assertThat(JSON.select("$.items[-1].tags")).isEqualTo(List.of(List.of("a")));
    }

    @Test
    void tellsNullFromNothing() throws UnreadableJsonException {
        assertThat(JSON.select("$.nothing")).isEqualTo(Arrays.asList((Object) null));
        assertThat(JSON.select("$.absent")).isEmpty();
        assertThat(JSON.select("$.absent.deeper[3]")).isEmpty();
        assertThat(JSON.select("$.items[7]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "true"})
    void aBareValueIsADocumentToo(String body) throws UnreadableJsonException {
        assertThat(new AnswerJson(body, false).select("$")).hasSize(1);
        assertThat(new AnswerJson(body, false).select("$.a")).isEmpty();
    }

    @Test
    void halfADocumentIsNotRead() {
        assertThatThrownBy(() -> new AnswerJson("{}", true).select("$.a"))
                .isInstanceOf(UnreadableJsonException.class)
                .hasMessageContaining("longer than 64 KB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "<html>"})
    void saysWhatIsNoJson(String body) {
        assertThatThrownBy(() -> new AnswerJson(body, false).value()).hasMessage("the answer is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "{\"a\": -1.5e-2147483649}", "[1e99999999999999999999]"})
    void saysThatANumberIsBeyondWhatIsRead(String body) {
        assertThatThrownBy(() -> new AnswerJson(body, false).value())
                .isInstanceOf(UnreadableJsonException.class)
                .hasMessage("the answer holds a number too large or too small to be read");
    }

    @Test
    void isNotExhaustedByDepthOrWidth() throws UnreadableJsonException {
        String deep = "[".repeat(30_000) + "]".repeat(30_000);
        String wide = "[" + "[1],".repeat(16_000) + "1]";

        assertThatThrownBy(() -> new AnswerJson(deep, false).select("$..a")).hasMessageContaining("nested more than");
        AnswerJson json = new AnswerJson(wide, false);
        assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(json.select("$..[*]")).hasSize(32_001));
        assertThat(new AnswerJson("[".repeat(150) + "]".repeat(150), false).select("$..a"))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoPath() {
        assertThat(AnswerJson.flaw("$[")).isPresent();
        assertThat(AnswerJson.flaw("$.a..")).isPresent();
        assertThat(AnswerJson.flaw("$.a['b c'][0]")).isEmpty();
    }
}
