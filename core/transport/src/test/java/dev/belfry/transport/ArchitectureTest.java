package dev.belfry.transport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

@AnalyzeClasses(packages = "dev.belfry.transport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaAccess<?>> READS_A_HIDDEN_CLOCK = DescribedPredicate.describe(
            "reads a clock nobody gave it",
            access -> access.getTarget().getName().equals("now")
                            && access.getTargetOwner().getPackageName().startsWith("java.time")
                            && !access.getTarget().getFullName().contains(Clock.class.getName())
                    || access.getTarget().getName().equals("currentTimeMillis"));

    @ArchTest
    static final ArchRule knowsNoServiceAndNoContainer = noClasses()
            .that()
            // Hands the keys to the container of each service that asks for them.
            .doNotHaveFullyQualifiedName("dev.belfry.transport.secret.Keys")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.ws..",
                    "dev.belfry.api..",
                    "dev.belfry.scheduler..",
                    "dev.belfry.executor..",
                    "dev.belfry.notifier..",
                    "dev.belfry.embedded..");

    @ArchTest
    static final ArchRule speaksHttpInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("..transport.http..", "..transport.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.net.http..");

    @ArchTest
    static final ArchRule speaksKafkaInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..transport.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule readsAndWritesJsonInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..transport.json..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule hasNoCyclesBetweenFeatures =
            slices().matching("dev.belfry.transport.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule getsTheTimeAsAnArgument = noClasses().should().accessTargetWhere(READS_A_HIDDEN_CLOCK);
}
