package dev.belfry.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.core.testing.HouseRules;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String REPOSITORY = "Repository";

    /** Who somebody is has to be found before any workspace is known; accounts belong to none. */
    private static final String OF_PEOPLE = "Token|Login|LoginTry|Account|Link|Verification|Password|Accept|Address";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.belfry.api");

    private static final HouseRules RULES = HouseRules.of("dev.belfry.api");

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
        RULES.onlyRepositoriesTouchTheDatabase("WorkspaceSql", "PatientPool");
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith(REPOSITORY)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hibernate.reactive..")
                .check(CLASSES);
    }

    /** With the static methods that its superclass gives it, an entity would be a second way to the database. */
    @Test
    void onlyRepositoriesAskEntitiesForRows() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith(REPOSITORY)
                .and(describe("are no entities", type -> !isEntity(type)))
                .should()
                .callMethodWhere(describe(
                        "an entity is asked for rows",
                        call -> isEntity(call.getTargetOwner())
                                && !call.getTarget().getName().startsWith("$$_hibernate")))
                .check(CLASSES);
    }

    @Test
    void featuresMeetThroughServicesAndDoorsCallNothingElse() {
        classes()
                .that()
                .haveSimpleNameEndingWith(REPOSITORY)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith(REPOSITORY)
                .check(CLASSES);
    }

    /** An endpoint without a scope is open to every caller, so it has to say that this is meant. */
    @Test
    void everyEndpointSaysWhoMayEnter() {
        methods()
                .that(describe(
                        "are endpoints",
                        method -> method.getAnnotations().stream()
                                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))))
                .should()
                .beAnnotatedWith(Requires.class)
                .orShould()
                .beAnnotatedWith(Authenticated.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .check(CLASSES);
    }

    /**
     * A client that hangs up would cancel the work wherever it stands: a connection that the pool is about to hand over is
     * lost then, and what follows a commit is left out. Only a stream has nothing to do without its client.
     */
    @Test
    void workGoesOnWhenTheClientHangsUp() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .doNotHaveSimpleName("StreamResource")
                .should()
                .beAnnotatedWith(Cancellable.class)
                .check(CLASSES);
    }

    /** What keeps workspaces apart: no row without the workspace of the caller. */
    @Test
    void rowsAreFoundByWorkspace() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith(REPOSITORY)
                .and()
                .areDeclaredInClassesThat()
                .haveNameNotMatching(".*\\.(" + OF_PEOPLE + ")Repository")
                .and()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("BucketRepository")
                .and()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("ListeningRepository")
                .and()
                .areNotPrivate()
                .and()
                .doNotHaveName("wakeScheduler")
                // Tells which workspaces to enter, by a function that gives ids alone.
                .and()
                .doNotHaveName("leftLying")
                .should(have(describe(
                        "the workspace as first parameter and in use, or a row that carries one",
                        method -> usesWorkspace(method) || takesEntity(method))))
                .check(CLASSES);
    }

    /** A repository's private methods are counted on to do something with what they are given. */
    private static boolean usesWorkspace(JavaMethod method) {
        return !method.getRawParameterTypes().isEmpty()
                && method.getRawParameterTypes().get(0).isEquivalentTo(WorkspaceId.class)
                && method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(WorkspaceId.class)
                                || call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(WorkspaceId.class)));
    }

    private static boolean takesEntity(JavaMethod method) {
        return method.getRawParameterTypes().size() == 1
                && isEntity(method.getRawParameterTypes().get(0));
    }

    private static boolean isEntity(JavaClass type) {
        return type.isAssignableTo("io.quarkus.hibernate.reactive.panache.PanacheEntityBase");
    }
}
