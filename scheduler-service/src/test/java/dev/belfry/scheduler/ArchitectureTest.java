package dev.belfry.scheduler;

import dev.belfry.core.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final HouseRules RULES = HouseRules.of("dev.belfry.scheduler");

    @Test
    void featuresHaveNoCycles() {
        RULES.featuresHaveNoCycles();
    }

    @Test
    void nobodyInjectsFields() {
        RULES.nobodyInjectsFields();
    }

    @Test
    void nobodyAsksTheTimeWithoutAClock() {
        RULES.nobodyAsksTheTimeWithoutAClock();
    }

    @Test
    void noServiceKnowsAnother() {
        RULES.noServiceKnowsAnother();
    }

    @Test
    void onlyRepositoriesTouchTheDatabase() {
        RULES.onlyRepositoriesTouchTheDatabase("WorkListener");
    }
}
