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

    @Test
    void whoeverAsksForManyWaitsForTheOthersTurns() {
        Turns.Turn first = ask("busy 1");
        Turns.Turn second = ask("busy 2");
        ask("busy 3");
        ask("busy 4");
        ask("calm 1");

        first.end();
        second.end();

        assertThat(begun).containsExactly("busy 1", "busy 2", "busy 3", "calm 1");
    }

    /** The owner is the first word. */
    private Turns.Turn ask(String name) {
        return turns.ask(name.split(" ")[0], () -> begun.add(name));
    }
}
