package dev.belfry.notifier.run;

import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.notifier.delivery.DeliveryConfig;
import dev.belfry.notifier.watchdog.WatchdogConfig;
import dev.belfry.transport.mail.MailConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/** Notifiers without a process around them, on the servers of this test JVM and without a mail server. */
public final class TestNotifiers {

    private static final List<Cidr> LOOPBACK = Cidr.parseList("127.0.0.1/32");

    private TestNotifiers() {}

    public static Notifier make(Vertx vertx, Pool pool, Map<String, String> settings) {
        return make(vertx, pool, settings, LOOPBACK);
    }

    public static Notifier make(Vertx vertx, Pool pool, Map<String, String> settings, List<Cidr> allowed) {
        Servers servers = Servers.start();
        return new Notifier(
                new Notifier.Surroundings(
                        vertx,
                        pool,
                        servers::bootstrap,
                        new AddressGuard(allowed),
                        SecretBox.of(servers.keyset()),
                        new Notifier.Mailing(
                                letters -> Uni.createFrom().voidItem(), TestConfig.of(MailConfig.class, settings)),
                        new SimpleMeterRegistry()),
                new Notifier.Settings(
                        TestConfig.of(DeliveryConfig.class, settings), TestConfig.of(WatchdogConfig.class, settings)));
    }
}
