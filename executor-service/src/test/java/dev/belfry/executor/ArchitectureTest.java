package dev.belfry.executor;

import dev.belfry.core.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final HouseRules RULES = HouseRules.of("dev.belfry.executor");

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
