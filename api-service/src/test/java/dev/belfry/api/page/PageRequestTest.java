package dev.belfry.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.problem.Problem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    @Test
    void showsFiftyFromTheStartUnlessAskedOtherwise() {
        assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(50, null));
    }

    @Test
    void theCursorOfAPageLeadsToTheRowsAfterIt() {
        // given
        List<UUID> rows = Stream.generate(UUID::randomUUID).limit(3).toList();

        // when
        Page<UUID> first = Page.of(rows, new PageRequest(2, null), Cursor::new);
        PageRequest next = PageRequest.of("2", first.nextCursor());

        // then
        assertThat(first.data()).isEqualTo(rows.subList(0, 2));
        assertThat(next.before()).isEqualTo(rows.get(1));
        assertThat(Page.of(rows.subList(2, 3), next, Cursor::new).nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "", "99999999999"})
    void refusesOtherLimits(String limit) {
        assertThatThrownBy(() -> PageRequest.of(limit, null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "not a cursor", "00000000-0000-0000-0000-000000000000"})
    void refusesCursorsItDidNotGive(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(null, cursor))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cursor");
    }
}
