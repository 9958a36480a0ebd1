package dev.belfry.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(2);
    private final List<String> begun = new ArrayList<>();

    @Test
    void asManyBeginAsMay() {
        Turns.Turn first = ask("first");
        ask("second");
        ask("third");
        ask("fourth");
        assertThat(begun).containsExactly("first", "second");

        first.end();
        first.end();

        assertThat(begun).containsExactly("first", "second", "third");
    }

    @Test
    void whoeverLeavesBeforeItsTurnKeepsNobodyWaiting() {
        Turns.Turn first = ask("first");
        ask("second");
        ask("gone").end();
        ask("next");

        first.end();

        assertThat(begun).containsExactly("first", "second", "next");
    }

    private Turns.Turn ask(String name) {
        return turns.ask(() -> begun.add(name));
    }
}
