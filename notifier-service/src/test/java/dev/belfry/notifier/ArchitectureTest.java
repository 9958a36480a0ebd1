package dev.belfry.notifier;

import dev.belfry.core.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final HouseRules RULES = HouseRules.of("dev.belfry.notifier");

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
    void onlyTransportCallsTheWorld() {
        RULES.onlyTransportCallsTheWorld();
    }

    @Test
    void onlyRepositoriesTouchTheDatabase() {
        RULES.onlyRepositoriesTouchTheDatabase();
    }
}
