package dev.belfry.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantsTest {

    @ParameterizedTest
    @EnumSource
    void theRoleDecidesWhereATokenHasNoList(Scope scope) {
        assertThat(Grants.of(Role.OWNER).allows(scope)).isTrue();
        assertThat(Grants.of(Role.ADMIN).allows(scope))
                .isEqualTo(scope != Scope.TOKENS_WRITE && scope != Scope.WORKSPACE_WRITE);
        assertThat(Grants.of(Role.MEMBER).allows(scope))
                .isEqualTo(scope.wireName().endsWith(":read"));
    }

    @Test
    void aListNarrowsTheRoleAndNeverWidensIt() {
        Grants grants = Grants.of(Role.MEMBER, List.of("jobs:read", "jobs:write"));

        assertThat(grants.names()).containsExactly("jobs:read");
        assertThat(grants.allows(Scope.JOBS_WRITE)).isFalse();
        assertThat(grants.allows(Scope.EXECUTIONS_READ)).isFalse();
    }

    @Test
    void oneActionIsGrantedByItsName() {
        Grants grants = Grants.of(Role.ADMIN, List.of("actions:run:refund"));

        assertThat(grants.allowsRunning("refund")).isTrue();
        assertThat(grants.allowsRunning("refund-all")).isFalse();
        assertThat(grants.allows(Scope.ACTIONS_RUN)).isFalse();
        assertThat(Grants.of(Role.ADMIN, List.of("actions:run")).allowsRunning("refund"))
                .isTrue();
        assertThat(Grants.of(Role.MEMBER, List.of("actions:run:refund")).allowsRunning("refund"))
                .isFalse();
    }

    @Test
    void onlyWhatIsHeldIsHandedOn() {
        Grants grants = Grants.of(Role.ADMIN, List.of("jobs:read", "actions:run:refund"));

        assertThat(List.of("jobs:read", "actions:run:refund")).allMatch(grants::mayHandOn);
        assertThat(List.of("jobs:write", "actions:run", "actions:run:", "actions:run:other", "jobs", ""))
                .noneMatch(grants::mayHandOn);
    }

    @Test
    void everyScopeIsFoundByItsName() {
        assertThat(Arrays.stream(Scope.values()).map(Scope::wireName))
                .doesNotHaveDuplicates()
                .allMatch(name -> Scope.of(name).isPresent());
        assertThat(Scope.of("JOBS_READ")).isEmpty();
    }

    @Test
    void whoseAddressIsNotVerifiedMayOnlyRead() {
        Identity fresh = new Identity(
                new WorkspaceId(new UUID(0, 1)), new UUID(0, 2), Role.OWNER, Grants.of(Role.OWNER), null, false);

        assertThatCode(() -> Access.require(fresh, Scope.JOBS_READ)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Access.require(fresh, Scope.JOBS_WRITE))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.EMAIL_VERIFICATION_REQUIRED));
    }
}
