package dev.belfry.notifier;

import dev.belfry.core.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final HouseRules rules = HouseRules.of("dev.belfry.notifier");

    @Test
    void featuresHaveNoCycles() {
        rules.featuresHaveNoCycles();
    }

    @Test
    void nobodyInjectsFields() {
        rules.nobodyInjectsFields();
    }

    @Test
    void nobodyAsksTheTimeWithoutAClock() {
        rules.nobodyAsksTheTimeWithoutAClock();
    }

    @Test
    void noServiceKnowsAnother() {
        rules.noServiceKnowsAnother();
    }

    @Test
    void onlyRepositoriesTouchTheDatabase() {
        rules.onlyRepositoriesTouchTheDatabase();
    }
}
