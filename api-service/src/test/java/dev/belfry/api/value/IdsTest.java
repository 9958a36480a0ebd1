package dev.belfry.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void readsTheCanonicalForm() {
        UUID id = UUID.randomUUID();

        assertThat(Ids.parse(id.toString())).hasValue(id);
        assertThat(Ids.parse(id.toString().toUpperCase(Locale.ROOT))).hasValue(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "nonsense",
                "00000000-0000-0000-0000-0000000000000",
                " 00000000-0000-0000-0000-000000000000"
            })
    void takesNothingElseForAnId(String text) {
        assertThat(Ids.parse(text)).isEmpty();
    }
}
