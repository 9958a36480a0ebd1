package dev.belfry.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.belfry.api.auth.WorkspaceId;
import jakarta.inject.Inject;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.belfry.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("dev.belfry.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule doorsCallServicesOnly = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository");

    @ArchTest
    static final ArchRule featuresMeetThroughServices =
            classes().that().haveSimpleNameEndingWith("Repository").should().bePackagePrivate();

    /** Transactions are the services' own; statements are not. */
    @ArchTest
    static final ArchRule onlyRepositoriesTouchTheDatabase = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .should()
            .dependOnClassesThat(describe(
                    "run statements",
                    type -> type.getName().startsWith("io.vertx.mutiny.sqlclient")
                            || type.getName().startsWith("org.hibernate.reactive")));

    /** With the static methods that its superclass gives it, an entity would be a second way to the database. */
    @ArchTest
    static final ArchRule onlyRepositoriesCallEntities = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .and(describe("are no entities", type -> !isEntity(type)))
            .should()
            .callMethodWhere(describe(
                    "an entity is asked for rows",
                    call -> isEntity(call.getTargetOwner())
                            && !call.getTarget().getName().startsWith("$$_hibernate")));

    /** The one place that keeps workspaces apart: no row without the workspace of the caller. */
    @ArchTest
    static final ArchRule rowsAreFoundByWorkspace = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Repository")
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("TokenRepository")
            .and()
            .areNotPrivate()
            .and()
            .doNotHaveName("wakeScheduler")
            .should(com.tngtech.archunit.lang.conditions.ArchConditions.have(describe(
                    "the workspace as first parameter",
                    (JavaMethod method) -> !method.getRawParameterTypes().isEmpty()
                            && method.getRawParameterTypes().get(0).isEquivalentTo(WorkspaceId.class))));

    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTime = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule whatIsNeededComesThroughTheConstructor =
            noFields().should().beAnnotatedWith(Inject.class);

    private static boolean isEntity(JavaClass type) {
        return type.isAssignableTo("io.quarkus.hibernate.reactive.panache.PanacheEntityBase");
    }
}
