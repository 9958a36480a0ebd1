package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CronFuzzTest {

    private static final int TRIES = 50_000;

    @Test
    void acceptsDamagedExpressionsExactlyWhenTheGrammarDoes() {
        compareWithTheGrammar(new RandomCron(1)::mutated);
    }

    @Test
    void answersNoiseOfAnyKind() {
        compareWithTheGrammar(new RandomCron(2)::noise);
    }

    private static void compareWithTheGrammar(Supplier<String> texts) {
        for (int i = 0; i < TRIES; i++) {
            String text = texts.get();
            CronReading reading = CronReading.of(text);
            boolean neverMatches = reading.problems().stream()
                    .anyMatch(problem -> problem.code().equals("never_matches"));
            assertThat(reading.expression() != null || neverMatches).as(text).isEqualTo(isInGrammar(text));
            assertThat(reading.problems().isEmpty()).as(text).isEqualTo(reading.expression() != null);
        }
    }

    private static boolean isInGrammar(String text) {
        if (text.length() > CronReading.MAX_LENGTH) {
            return false;
        }
        try {
            new NaiveCron(text);
            return true;
        } catch (IllegalArgumentException refusal) {
            return false;
        }
    }
}
