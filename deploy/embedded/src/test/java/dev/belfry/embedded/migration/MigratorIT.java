package dev.belfry.embedded.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MigratorIT {

    @Test
    void findsNothingToDoInADatabaseThatIsUpToDate() {
        Servers servers = Servers.start();

        assertThat(Migrator.migrate(servers.jdbcUrl(), servers.user(), servers.password()))
                .isZero();
    }

    @Test
    void hasMadeTheTablesOfEveryFeature() throws SQLException {
        try (var connection = Servers.connection();
                var rows = connection.getMetaData().getTables(null, "public", "notification_delivery", null)) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void givesQuarkusTestsTheSameServersAsPlainOnes() {
        Servers servers = Servers.start();

        assertThat(new ServersResource().start())
                .containsEntry("quarkus.datasource.reactive.url", servers.reactiveUrl())
                .containsEntry("quarkus.datasource.password", servers.password())
                .containsEntry("kafka.bootstrap.servers", servers.bootstrap());
    }
}
