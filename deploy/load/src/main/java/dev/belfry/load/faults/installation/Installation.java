package dev.belfry.load.faults.installation;

import dev.belfry.core.secret.SecretKeys;
import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.fault.Faults;
import dev.belfry.embedded.fault.PostgresProxy;
import dev.belfry.embedded.migration.Migrator;
import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.rotation.KeySetFile;
import dev.belfry.local.archive.ClassArchives;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.owner.FirstOwner;
import dev.belfry.local.part.Place;
import dev.belfry.local.part.Replica;
import dev.belfry.local.part.Service;
import dev.belfry.local.part.ServiceSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All processes of a campaign. Used by one thread, but for connections. */
public final class Installation implements AutoCloseable {

    private static final int REPLICAS = 2;
    /** Two replicas of everything, the killed ones' connections that linger, and the driver share a hundred. */
    private static final String CONNECTIONS = "8";

    private final Servers servers;
    private final List<Member> members = new ArrayList<>();
    private final int proxyPort;
    private final ApiToken token;
    private final ClassArchives archives;
    private PostgresProxy proxy;

    private Installation(Servers servers, PostgresProxy proxy, ApiToken token, ClassArchives archives) {
        this.servers = servers;
        this.archives = archives;
        this.proxy = proxy;
        this.proxyPort = proxy.port();
        this.token = token;
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @param root the repository, built
     * @param data holds all of it; made when absent
     * @param programs where PostgreSQL's programs are unpacked, or are already
     * @param archives where archives of classes are kept, which make later starts shorter; none where it is absent
     */
    public static Installation start(Path root, Path data, Path programs, Path archives)
            throws IOException, InterruptedException, SQLException {
        DataFolder folder = DataFolder.open(data);
        Servers servers = Servers.start(folder, programs);
        EmbeddedPostgres postgres = servers.postgres();
        Migrator.migrate(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
        ApiToken token;
        try (Connection connection = servers.connect()) {
            token = new FirstOwner(folder.token(), Clock.systemUTC()).token(connection);
        }
        Installation installation = new Installation(
                servers, proxyTo(postgres, 0), token, new ClassArchives(folder, Optional.of(archives)));
        installation.addMembers(root, folder);
        installation.launchAll();
        installation.awaitReady();
        installation.archives.makeMissing();
        return installation;
    }

    private void addMembers(Path root, DataFolder folder) throws IOException {
        KeySetFile keys = new KeySetFile(folder.keyset());
        if (!Files.exists(keys.path())) {
            keys.write(SecretKeys.generate());
        }
        ServiceSettings settings = new ServiceSettings(
                "postgresql://127.0.0.1:" + proxyPort + "/" + EmbeddedPostgres.DATABASE,
                EmbeddedPostgres.USER,
                servers.postgres().password(),
                servers.kafka(),
                Map.of(
                        "BELFRY_OUTBOUND_ALLOW", "127.0.0.1/32",
                        "BELFRY_SECRET_KEYSET_FILE", keys.path().toString(),
                        "BELFRY_AUTH_JWT_KEY", "a key that signs the logins of a campaign of faults",
                        "BELFRY_RATE_LIMIT", "off",
                        "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", CONNECTIONS));
        Place place = new Place(root, folder, archives);
        for (Service service : Service.values()) {
            for (Replica replica : Replica.of(service, REPLICAS)) {
                members.add(new Member(replica, place, settings, FreePort.choose()));
            }
        }
    }

    private static PostgresProxy proxyTo(EmbeddedPostgres postgres, int port) throws IOException {
        return PostgresProxy.start(port, new InetSocketAddress("127.0.0.1", postgres.port()));
    }

    public void launchAll() throws IOException {
        for (Member member : members) {
            member.launch();
        }
    }

    public void awaitReady() throws IOException, InterruptedException {
        for (Member member : members) {
            member.awaitReady();
        }
    }

    public List<Member> members() {
        return List.copyOf(members);
    }

    public List<Member> members(Service service) {
        return members.stream().filter(member -> member.service() == service).toList();
    }

    public List<URI> apis() {
        return members(Service.API_SERVICE).stream()
                .map(member -> URI.create("http://127.0.0.1:" + member.port()))
                .toList();
    }

    public String token() {
        return token.value();
    }

    public Servers servers() {
        return servers;
    }

    /** A connection that no proxy fails. */
    public Connection connect() throws SQLException {
        return servers.connect();
    }

    /** What is lost on the way to the database from now on. */
    public void lose(Faults faults) {
        proxy.lose(faults);
    }

    /** Takes the database away so that connections are refused, as they are where no server listens. */
    public void stopPostgres(boolean inOrder) throws IOException {
        if (inOrder) {
            servers.stopPostgres();
        } else {
            servers.killPostgres();
        }
        proxy.close();
    }

    public void startPostgres() throws IOException, InterruptedException {
        servers.startPostgres();
        proxy = proxyTo(servers.postgres(), proxyPort);
    }

    /** Ends everything, whatever state it is in. */
    @Override
    public void close() throws IOException {
        archives.close();
        for (Member member : members) {
            member.resume();
        }
        members.parallelStream().forEach(Member::kill);
        servers.stopKafka();
        stopPostgres(true);
    }
}
