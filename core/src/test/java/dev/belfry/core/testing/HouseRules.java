package dev.belfry.core.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;

/** The rules every module keeps, for its {@code ArchitectureTest}. */
public final class HouseRules {

    private static final String[] SERVICES = {
        "dev.belfry.api..", "dev.belfry.scheduler..", "dev.belfry.executor..", "dev.belfry.notifier.."
    };

    private final String root;
    private final JavaClasses classes;

    private HouseRules(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /** The rules for the classes of a module, named by its root package. */
    public static HouseRules of(String root) {
        return new HouseRules(root);
    }

    public void featuresHaveNoCycles() {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    public void nobodyInjectsFields() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .allowEmptyShould(true)
                .check(classes);
    }

    /** Time is an argument: a clock, or an instant somebody read from one. */
    public void nobodyAsksTheTimeWithoutAClock() {
        for (Class<?> type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses().should().callMethod(type, "now").check(classes);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(classes);
    }

    public void noServiceKnowsAnother() {
        for (String service : SERVICES) {
            if (!service.startsWith(root + ".")) {
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(service)
                        .check(classes);
            }
        }
    }

    /** What a customer chose to be called is called through the guard of {@code core/transport}, or not at all. */
    public void onlyTransportCallsTheWorld() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.vertx.ext.web.client..", "io.vertx.mutiny.ext.web.client..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Socket|URL|HttpURLConnection|URLConnection)"
                        + "|java\\.nio\\.channels\\.SocketChannel"
                        + "|io\\.vertx\\.(mutiny\\.)?core\\.(http\\.(HttpClient|WebSocketClient)|net\\.NetClient)")
                .check(classes);
    }

    /** SQL stands in repositories; the few others that talk to the server itself are named. */
    public void onlyRepositoriesTouchTheDatabase(String... others) {
        String allowed = "Repository" + (others.length == 0 ? "" : "|" + String.join("|", others));
        for (String method : List.of("query", "preparedQuery")) {
            for (String client : List.of("io.vertx.sqlclient.SqlClient", "io.vertx.mutiny.sqlclient.SqlClient")) {
                noClasses()
                        .that()
                        .haveNameNotMatching(".*(" + allowed + ")(\\$.*)?")
                        .should()
                        .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name(method))
                                .and(JavaCall.Predicates.target(
                                        HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(client)))))
                        .check(classes);
            }
        }
    }
}
