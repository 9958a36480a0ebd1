package dev.belfry.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;

@AnalyzeClasses(packages = "dev.belfry.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaAccess<?>> READS_A_HIDDEN_CLOCK = DescribedPredicate.describe(
            "reads a clock nobody gave it",
            access -> access.getTarget().getName().equals("now")
                            && access.getTargetOwner().getPackageName().startsWith("java.time")
                            && !access.getTarget().getFullName().contains(Clock.class.getName())
                    || access.getTarget().getName().equals("currentTimeMillis")
                    || access.getTarget().getName().startsWith("system")
                            && access.getTargetOwner().isEquivalentTo(Clock.class)
                    || access.getTarget().getFullName().equals(Date.class.getName() + ".<init>()"));

    @ArchTest
    static final ArchRule isPureJava = classes()
            .that()
            .resideOutsideOfPackages("..core.schedule..", "..core.secret..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "dev.belfry.core..");

    @ArchTest
    static final ArchRule knowsCronUtilsWhereSchedulesAreReadOnly = classes()
            .that()
            .resideInAPackage("..core.schedule..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "com.cronutils..", "dev.belfry.core..");

    @ArchTest
    static final ArchRule knowsTinkWhereSecretsAreSealedOnly = classes()
            .that()
            .resideInAPackage("..core.secret..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "com.google.crypto.tink..", "dev.belfry.core..");

    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("dev.belfry.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule getsTheTimeAsAnArgument =
            noClasses().should().accessTargetWhere(READS_A_HIDDEN_CLOCK).because("tests and replays choose the time");

    @ArchTest
    static final ArchRule doesNoInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.sql..", "java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");
}
