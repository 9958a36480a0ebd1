package dev.belfry.api.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNameTest {

    @ParameterizedTest
    @CsvSource({
        "filter[status],status",
        "filter[status][],status",
        "filter[createdAt][from],from",
        "filter[createdAt.from],from",
        "page[size],limit",
        "page[after],after",
    })
    void isTheLastOfTheNamesInBrackets(String parameter, String plain) {
        assertThat(PlainName.of(parameter)).hasValue(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "filter", "filter[]", "filter[status", "other[status]", "filter[a b]", "page[1]", ""})
    void isNoneWhereThereAreNoSuchBrackets(String parameter) {
        assertThat(PlainName.of(parameter)).isEmpty();
    }
}
