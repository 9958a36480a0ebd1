package dev.belfry.api.job;

import static dev.belfry.api.definition.JobState.ACTIVE;
import static dev.belfry.api.definition.JobState.COMPLETED;
import static dev.belfry.api.definition.JobState.DRAFT;
import static dev.belfry.api.definition.JobState.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.JobTiming;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.core.execution.EndReason;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobChangeTest {

    @Test
    void theSameTimingIsNoNewPlan() {
        assertThat(JobChange.of(every(5, ACTIVE), every(5, ACTIVE)).isNewPlan()).isFalse();
    }

    @Test
    void theAnchorMovesWithTheIntervalOnly() {
        assertThat(JobChange.of(every(5, ACTIVE), every(6, ACTIVE)).movesAnchor())
                .isTrue();
        assertThat(JobChange.of(every(5, PAUSED), every(5, ACTIVE)).movesAnchor())
                .isFalse();
    }

    @Test
    void aTickThatDidNotRunWasPausedOrEdited() {
        assertThat(JobChange.of(every(5, ACTIVE), every(5, PAUSED)).stopReason())
                .isEqualTo(EndReason.PAUSED);
        assertThat(JobChange.of(every(5, ACTIVE), every(6, ACTIVE)).stopReason())
                .isEqualTo(EndReason.EDITED);
    }

    @Test
    void aNewScheduleWakesACompletedJob() {
        assertThat(JobChange.of(every(5, COMPLETED), every(6, COMPLETED)).after())
                .isEqualTo(every(6, ACTIVE));
        assertThat(JobChange.of(every(5, COMPLETED), every(6, PAUSED)).after()).isEqualTo(every(6, PAUSED));
    }

    @Test
    void aCompletedJobThatIsSentBackStaysCompleted() {
        assertThat(JobChange.of(every(5, COMPLETED), every(5, COMPLETED)).isNewPlan())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"PAUSED", "DRAFT"})
    void aCompletedJobHasNothingToPause(JobState wished) {
        assertThatThrownBy(() -> JobChange.of(every(5, COMPLETED), every(5, wished)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.CONFLICT));
    }

    @Test
    void onlyResumingMayFindNothingLeftToRun() {
        assertThat(JobChange.of(every(5, PAUSED), every(5, ACTIVE)).mustRunAgain())
                .isFalse();
        assertThat(JobChange.of(every(5, DRAFT), every(5, ACTIVE)).mustRunAgain())
                .isTrue();
        assertThat(JobChange.of(every(5, COMPLETED), every(5, ACTIVE)).mustRunAgain())
                .isTrue();
        assertThat(JobChange.of(every(5, PAUSED), every(6, ACTIVE)).mustRunAgain())
                .isTrue();
    }

    private static JobTiming every(int minutes, JobState state) {
        return new JobTiming(
                JobKind.RECURRING,
                new ScheduleSpec(null, minutes, null, null, null, null, null, null, null, null),
                state);
    }
}
